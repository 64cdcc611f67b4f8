import QtQuick
import "../Controls"
import "../Icons"
import "../Theme"

// The camera is on: said in words, or by a picture of it where words have no room.
Rectangle {
    id: sign

    property real widthMax: 10000
    property real glow: 1
    readonly property bool brief: row.spacing + words.font.pixelSize * 0.5 + words.implicitWidth + 2 * Theme.small > widthMax

    implicitWidth: row.width + 2 * (brief ? Theme.tick : Theme.small)
    implicitHeight: Math.max(row.height + 2 * Theme.tick, Theme.mm(13))
    radius: height / 2
    color: Theme.machineDark
    border.width: Theme.night ? Theme.hair : 0
    border.color: Theme.edge

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.tick * 1.5

        Rectangle {
            id: dot

            visible: !sign.brief
            anchors.verticalCenter: parent.verticalCenter
            width: words.font.pixelSize * 0.5
            height: width
            radius: width / 2
            color: Theme.scanLight
            opacity: sign.glow
        }

        Label {
            id: words

            visible: !sign.brief
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("摄像头开着")
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: Theme.glass
            font.pixelSize: Theme.mm(10.4)
        }

        Icon {
            visible: sign.brief
            anchors.verticalCenter: parent.verticalCenter
            name: "camera"
            size: words.font.pixelSize * 1.3
            color: Theme.scanLight
            opacity: Math.max(0.6, sign.glow)
            Accessible.role: Accessible.StaticText
            Accessible.name: words.text
        }
    }

    SequentialAnimation on glow {
        running: !Theme.still && sign.visible
        loops: Animation.Infinite

        NumberAnimation { from: 1; to: 0.3; duration: Theme.breath; easing.type: Easing.InOutSine }
        NumberAnimation { from: 0.3; to: 1; duration: Theme.breath; easing.type: Easing.InOutSine }
    }
}
