import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("没有要付的账单")
    note: qsTr("都付清了。刚开的单子，等两分钟再来看")
    act: qsTr("完成")

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
