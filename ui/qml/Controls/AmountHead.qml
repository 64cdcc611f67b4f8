import QtQuick
import "../Theme"

// How it ended and how much it is about.
Item {
    id: head

    required property string kind
    required property string text
    required property string amount
    property real squeeze: 1

    implicitHeight: Math.max(mark.height, words.height)

    ResultMark {
        id: mark

        kind: head.kind
        width: Theme.mm(Theme.portrait ? 44 : Theme.elder ? 24 : 32)
        height: width
    }

    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: head.text
            font.pixelSize: Theme.body * head.squeeze
            color: Theme.inkSoft
        }

        Amount {
            width: parent.width
            text: head.amount
            font.pixelSize: Theme.amountLarge * head.squeeze
        }
    }
}
