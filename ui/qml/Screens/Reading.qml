import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

ScreenFrame {
    id: screen

    largeStage: true
    question: qsTr("正在读卡")
    note: qsTr("别拔卡，马上就好")

    Surface {
        anchors.fill: parent

        Scene {
            anchors.fill: parent
            arrived: true

            CardShape { width: parent.width }
        }

        Waiting {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.wide
        }
    }
}
