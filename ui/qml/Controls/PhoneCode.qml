import QtQuick
import "../Theme"

// A code for the phone to take along, with what it is good for beside it. Not where it would be too small to be read.
Surface {
    id: panel

    required property string code
    required property string words

    visible: code.length > 0 && height >= Theme.mm(50)

    QrCode {
        id: picture

        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: panel.height - 2 * Theme.gap
        height: width
        text: panel.visible ? panel.code : ""
        name: panel.words
    }

    Label {
        anchors.left: picture.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: panel.words
        weight: Font.Medium
    }
}
