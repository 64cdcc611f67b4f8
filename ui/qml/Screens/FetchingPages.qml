import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("正在取您的文件")
    note: qsTr("一共 %n 份，几秒钟就好", "", screen.shown.documents)

    Waiting {
        anchors.centerIn: parent
    }
}
