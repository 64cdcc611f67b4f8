import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    largeStage: true
    question: qsTr("用手机扫一扫")
    note: qsTr("边走边看，只有今天能用")
    act: qsTr("好了")

    LargeCode {
        anchors.fill: parent
        code: screen.shown.code
        name: qsTr("就诊指引的二维码")
    }
}
