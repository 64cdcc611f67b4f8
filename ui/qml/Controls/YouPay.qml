import QtQuick
import "../Theme"

// The last line of a sum, under its rule: what is left for the patient.
Item {
    id: line

    required property string text
    required property string amount

    implicitHeight: value.height + Theme.gap

    Rectangle {
        width: parent.width
        height: Theme.hair
        color: Theme.line
    }

    Rectangle {
        id: dot

        anchors.verticalCenter: value.verticalCenter
        width: Theme.tick * 2
        height: width
        radius: width / 2
        color: Theme.accent
    }

    Label {
        id: words

        anchors.left: dot.right
        anchors.leftMargin: Theme.tick * 1.5
        anchors.verticalCenter: value.verticalCenter
        text: line.text
        wrapMode: Text.NoWrap
        weight: Font.Bold
    }

    Amount {
        id: value

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: parent.width - words.x - words.width - Theme.small
        horizontalAlignment: Text.AlignRight
        text: line.amount
        font.pixelSize: Theme.elder ? Theme.amount : Theme.amountLarge
    }
}
