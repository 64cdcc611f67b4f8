import QtQuick
import "../Controls"

OverlayFrame {
    id: overlay

    question: overlay.shown.queued ? qsTr("请去人工窗口") : qsTr("已经叫了工作人员")
    note: overlay.shown.queued ? qsTr("医院系统连不上，呼叫暂时发不出去") : qsTr("请在机器 %1 旁等一下，马上有人来").arg(overlay.shown.terminal_id)
    act: qsTr("知道了")
    actAnswer: "continue"
}
