import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("谢谢您告诉我们")
    note: qsTr("您的话会交给医院，祝您早日康复")
    act: qsTr("完成")
    wayBack: ""

    Item {
        anchors.fill: parent

        ResultMark {
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height) * 0.5
            height: width
            kind: "done"
        }
    }
}
