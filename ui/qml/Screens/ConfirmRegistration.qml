pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool free: screen.shown.ways.length === 0
    readonly property bool insured: Words.yuan(screen.shown.fund) + Words.yuan(screen.shown.account) > 0
    readonly property string until: screen.shown.held_until ? Words.clock(new Date(screen.shown.held_until)) : ""

    question: free ? qsTr("医保全付了，确认挂号吗？") : qsTr("挂这个号，付 %1").arg(screen.shown.patient_part)
    note: until && !(Theme.elder && !Theme.portrait) ? qsTr("号给您留到 %1").arg(until) : ""
    handsNeeded: sums.height + (free ? 0 : Theme.gap + stack.needed)
    act: free ? qsTr("确认挂号") : ""
    says: Array.from(ticket.says).concat(Array.from(screen.shown.ways).map(way => screen.offer(way).text))

    function offer(way: string): var {
        if (way === "show_qr")
            return { text: qsTr("用手机扫屏幕"), note: qsTr("微信、支付宝都可以"), icon: "qr" };
        return { text: qsTr("出示付款码"), note: qsTr("现在就可以对准扫码口"), icon: "paycode" };
    }

    known: TicketCard {
        id: ticket

        width: parent.width
        ticket: screen.shown.ticket
        squeeze: screen.squeeze
    }

    Surface {
        id: sums

        width: parent.width
        height: facts.height + 2 * Theme.small

        Column {
            id: facts

            x: Theme.gap
            y: Theme.small
            width: parent.width - 2 * Theme.gap
            spacing: Theme.portrait ? Theme.small : 0

            FactRow { width: parent.width; text: qsTr("挂号费"); amount: screen.shown.total }
            FactRow { width: parent.width; visible: screen.insured; text: qsTr("医保付"); amount: "− " + Words.money(screen.shown.fund_fen + screen.shown.account_fen) }
            FactRow { width: parent.width; visible: !Theme.elder || screen.free; text: qsTr("您要付"); amount: screen.shown.patient_part }
        }
    }

    ChoiceStack {
        id: stack

        anchors.fill: parent
        anchors.topMargin: sums.height + Theme.gap

        Repeater {
            model: screen.shown.ways

            ChoiceCard {
                required property string modelData
                required property int index
                readonly property var offer: screen.offer(modelData)

                first: index === 0
                text: offer.text
                note: offer.note
                icon: offer.icon
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
