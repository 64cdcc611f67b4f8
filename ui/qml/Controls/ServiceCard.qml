import QtQuick
import "../Theme"
import "../Wording"

// One service as a tile: its picture above the name, or beside it where the tile is low or wide.
Rectangle {
    id: card

    required property string service
    property bool first: false
    readonly property var offer: Offers.of(service)
    readonly property bool solid: first || Theme.elder
    readonly property bool beside: width > 2.4 * height || height < Theme.tileStackedMin
    readonly property int titleSize: first ? Theme.choiceFirst : Theme.choice
    signal acted

    radius: Theme.radius
    color: solid ? (tap.down ? Theme.actPressed : Theme.act) : tap.down ? Theme.pressed : Theme.card
    border.width: solid ? 0 : Theme.hair
    border.color: Theme.line

    TextMetrics {
        id: natural

        text: card.offer.text
        font.family: title.font.family
        font.weight: Font.Bold
        font.pixelSize: card.titleSize * 1.02
    }

    IconTile {
        id: tile

        x: Theme.gap
        y: card.beside ? (card.height - height) / 2 : Theme.gap
        icon: card.offer.icon
        size: Math.min(Theme.tileMax, card.beside ? Math.max(Theme.tile * 0.8, card.height * 0.46) : card.height * 0.36)
        color: card.solid ? Theme.actRaised : card.offer.tint
        ink: card.solid ? Theme.actInk : card.offer.ink
    }

    Column {
        id: words

        x: card.beside ? tile.x + tile.width + (Theme.portrait ? Theme.gap : Theme.small) : Theme.gap
        y: card.beside ? (card.height - height) / 2 : card.height - height - Theme.gap * 0.6
        width: card.width - x - Theme.gap * (card.beside ? 0.5 : 1)

        Label {
            id: title

            width: parent.width
            text: card.offer.text
            wrapMode: natural.advanceWidth * Theme.note > width * card.titleSize ? Text.WordWrap : Text.NoWrap
            lineHeight: 0.9
            font.pixelSize: Math.max(Theme.note, Math.floor(card.titleSize * Math.min(1, width / natural.advanceWidth)))
            weight: Font.Bold
            color: card.solid ? Theme.actInk : Theme.ink
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text.length > 0 && implicitWidth <= words.width && card.height >= Theme.tileStackedMin
            text: card.offer.note
            wrapMode: Text.NoWrap
            lineHeight: 0.92
            font.pixelSize: Theme.note
            color: card.solid ? Theme.actInkSoft : Theme.inkSoft
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: card.offer.text
        onActed: card.acted()
    }
}
