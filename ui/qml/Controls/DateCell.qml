import QtQuick
import "../Theme"

// One day of the strip, or the way on.
Rectangle {
    id: cell

    required property string text
    property string above: ""
    property bool chosen: false
    signal acted

    radius: Theme.radiusSmall
    color: chosen ? Theme.act : tap.down ? Theme.pressed : Theme.card
    border.width: chosen ? 0 : Theme.hair
    border.color: Theme.edge

    Column {
        anchors.centerIn: parent
        width: parent.width - Theme.tick
        spacing: -Theme.note * 0.36

        Label {
            width: parent.width
            visible: text.length > 0
            text: cell.above
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.note
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.mm(10)
            color: cell.chosen ? Theme.actInkSoft : Theme.inkSoft
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: cell.text
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.note
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.mm(10)
            weight: Font.Bold
            color: cell.chosen ? Theme.actInk : Theme.ink
            Accessible.ignored: cell.above.length === 0
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: cell.above || cell.text
        checkable: cell.above.length > 0
        checked: cell.chosen
        onActed: cell.acted()
    }
}
