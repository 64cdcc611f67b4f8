import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("请等一下")
    note: qsTr("正在问医院，几秒钟就好")

    Item {
        anchors.fill: parent

        Waiting {
            anchors.centerIn: parent
        }
    }
}
