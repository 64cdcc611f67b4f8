import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    question: qsTr("%1取消好了").arg(Words.local(screen.shown.name))
    note: qsTr("想做的时候，再来约")
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
