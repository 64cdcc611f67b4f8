import QtQuick
import "../Icons"
import "../Theme"

// One thing of a list, to be picked: its picture, what it is, a fact under it, another at the right edge. Each in one line.
Rectangle {
    id: card

    required property string text
    property string note: ""
    property string side: ""
    property color sideInk: Theme.inkSoft
    property string icon: ""
    property color tint: Theme.actTint
    property color tintInk: Theme.accent
    property bool usable: true
    readonly property bool roomy: height >= Theme.billHeightMin
    signal acted

    radius: Theme.radius
    color: !usable ? Theme.bar : tap.down ? Theme.pressed : Theme.card
    border.width: Theme.hair
    border.color: usable && Theme.elder ? Theme.edge : Theme.line

    IconTile {
        id: tile

        visible: card.icon.length > 0 && !(Theme.elder && !Theme.portrait)
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        icon: card.icon
        size: Math.min(Theme.tile, card.height - 2 * Theme.small)
        color: card.usable ? card.tint : Theme.rest
        ink: card.usable ? card.tintInk : Theme.inkSoft
    }

    Column {
        anchors.left: tile.visible ? tile.right : parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: aside.left
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        spacing: -Theme.note * 0.2

        Label {
            width: parent.width
            text: card.text
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.elder ? Theme.body : Theme.mm(12.4)
            weight: Font.Bold
            color: card.usable ? Theme.ink : Theme.inkSoft
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text.length > 0 && card.roomy
            text: card.note
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }
    }

    Row {
        id: aside

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.tick

        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            text: card.side
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.note
            font.features: ({ "tnum": 1 })
            weight: Font.Medium
            color: card.usable ? card.sideInk : Theme.inkSoft
        }

        Icon {
            visible: card.usable
            anchors.verticalCenter: parent.verticalCenter
            name: "next"
            size: Theme.iconSmall
            color: Theme.inkSoft
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: card.usable
        name: card.text
        onActed: card.acted()
    }
}
