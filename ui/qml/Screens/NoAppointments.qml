import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("没有预约")
    note: qsTr("要看病，请选“挂号预约”")
    act: qsTr("完成")

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
