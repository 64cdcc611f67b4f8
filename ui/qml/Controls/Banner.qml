import QtQuick
import "../Icons"
import "../Theme"

// Something to know before going on: a device that is out, a code that was no payment code.
Rectangle {
    id: banner

    required property string text
    property string icon: "warn"
    property real squeeze: 1
    property bool calm: false // information, not a warning

    implicitHeight: words.height + 2 * Theme.small
    radius: Theme.radiusSmall
    color: calm ? Theme.actTint : Theme.amberTint

    Icon {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Theme.small
        y: words.y + Math.max(0, (words.font.pixelSize * words.lineHeight - height) / 2)
        name: banner.icon
        size: Theme.iconSmall
        color: banner.calm ? Theme.accent : Theme.amberMark
    }

    Label {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Theme.tick * 1.5
        anchors.right: parent.right
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        text: banner.text
        font.pixelSize: Theme.note * banner.squeeze
        color: banner.calm ? Theme.accent : Theme.amber
        weight: Font.Medium
    }
}
