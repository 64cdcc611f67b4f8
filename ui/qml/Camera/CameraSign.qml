import QtQuick
import "../Controls"
import "../Theme"

// The camera is on: said wherever it is, as long as it is.
Rectangle {
    id: sign

    implicitWidth: row.width + 2 * Theme.small
    implicitHeight: Math.max(row.height + 2 * Theme.tick, Theme.mm(13))
    radius: height / 2
    color: Theme.machineDark

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.tick * 1.5

        Rectangle {
            id: dot

            anchors.verticalCenter: parent.verticalCenter
            width: words.font.pixelSize * 0.5
            height: width
            radius: width / 2
            color: Theme.scanLight

            SequentialAnimation on opacity {
                running: !Theme.still && sign.visible
                loops: Animation.Infinite

                NumberAnimation { from: 1; to: 0.3; duration: Theme.breath; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.3; to: 1; duration: Theme.breath; easing.type: Easing.InOutSine }
            }
        }

        Label {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("摄像头开着")
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: Theme.glass
            font.pixelSize: Theme.portrait ? Theme.note : Theme.mm(Theme.elder ? 12 : 10.4)
        }
    }
}
