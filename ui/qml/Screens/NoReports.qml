import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("这段时间没有报告")
    note: qsTr("刚做的检查，结果还在路上")
    act: qsTr("完成")
    wayBack: qsTr("换时间")

    Item {
        anchors.fill: parent

        ResultMark {
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height) * 0.5
            height: width
            kind: "wait"
        }
    }
}
