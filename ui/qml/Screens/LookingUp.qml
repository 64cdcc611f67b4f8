import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    largeStage: true
    question: qsTr("正在查")
    note: qsTr("马上就好")

    Surface {
        anchors.fill: parent

        IconTile {
            anchors.centerIn: parent
            icon: "paper"
            size: Math.min(parent.width, parent.height) * 0.4
        }

        Waiting {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.wide
        }
    }
}
