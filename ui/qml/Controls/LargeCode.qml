import QtQuick
import "../Theme"

// A code for the phone, a line under it, and how long it lives.
Surface {
    id: panel

    required property string code
    required property string name
    property string text: ""
    property int secondsLeft: 0
    property int secondsTotal: 0
    readonly property int remaining: countdown.remaining

    QrCode {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap
        width: Math.min(parent.width, parent.height - foot.height - Theme.gap * 2) - Theme.gap * 2
        height: width
        text: panel.code
        name: panel.name
    }

    Column {
        id: foot

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap
        spacing: Theme.small

        Label {
            width: parent.width
            visible: text.length > 0
            horizontalAlignment: Text.AlignHCenter
            text: panel.text
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }

        Countdown {
            id: countdown

            visible: panel.secondsTotal > 0
            width: parent.width
            from: panel.secondsLeft
            total: panel.secondsTotal
        }
    }
}
