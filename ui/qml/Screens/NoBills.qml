import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    question: qsTr("没有要付的账单")
    note: qsTr("都付清了。医生刚开的单子，等一两分钟再来看")
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
