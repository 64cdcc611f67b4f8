import QtQuick
import "../Controls"
import "../Wording"

OverlayFrame {
    id: overlay

    readonly property string who: Words.local(overlay.shown.answered_by)
    readonly property string place: qsTr("请在机器 %1 旁等一下").arg(overlay.shown.terminal_id)

    question: who ? qsTr("有人过来帮您了") : overlay.shown.queued ? qsTr("请去人工窗口") : qsTr("已经叫了工作人员")
    note: who ? qsTr("%1已接到，正在过来").arg(who) + Sentences.stop + place : overlay.shown.queued ? qsTr("医院系统连不上，呼叫先记下，连上就发") : place
    act: qsTr("知道了")
    actAnswer: "continue"
    says: [ticket.says]

    WindowTicket {
        id: ticket

        width: parent.width
        ticket: overlay.shown.ticket
        number: overlay.shown.ticket_number
        onActed: overlay.answer("picked", ["window"])
    }
}
