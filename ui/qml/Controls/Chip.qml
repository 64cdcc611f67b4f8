import QtQuick
import "../Icons"
import "../Theme"

// A short fact that stays: who, what was chosen, the card is in.
Rectangle {
    id: chip

    required property string text
    required property string icon
    property color ink: Theme.inkSoft
    property int widthMax: 10000

    implicitWidth: row.width + 2 * Theme.small
    implicitHeight: Math.max(row.height + Theme.tick * 2, Theme.mm(17))
    radius: Theme.radiusSmall
    color: Theme.bar

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.tick * 1.5

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: chip.icon
            size: Theme.iconSmall
            color: chip.ink
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, chip.widthMax - 2 * Theme.small - Theme.iconSmall - row.spacing)
            text: chip.text
            maximumLineCount: 2
            elide: Text.ElideRight
            lineHeight: lineCount > 1 ? Theme.questionLineHeight : 1
            font.pixelSize: Theme.portrait ? Theme.note : Theme.mm(Theme.elder ? 12 : 10.4)
            color: chip.ink
        }
    }
}
