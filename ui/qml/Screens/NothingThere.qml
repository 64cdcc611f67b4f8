import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    readonly property string missing: screen.shown.missing

    question: ({ "exams": qsTr("没有要约的检查"), "prescriptions": qsTr("没有可以送的药") })[missing] ?? qsTr("今天都办好了")
    note: ({
        "exams": qsTr("刚开的检查，等两分钟再来看"),
        "prescriptions": qsTr("药费付好以后，才能送药")
    })[missing] ?? qsTr("可以回家了，祝您早日康复")
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
