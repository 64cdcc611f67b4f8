import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property string ahead: Theme.portrait && !slip.asCode && screen.shown.ticket.ahead !== null ? qsTr("%1 个").arg(screen.shown.ticket.ahead) : ""

    question: screen.shown.recovered ? qsTr("刚才的号挂好了") : qsTr("挂好了")
    note: qsTr("到医院先签到，再去诊室")
    act: qsTr("完成")
    wayBack: ""
    handsNeeded: sums.height + (slip.visible ? Theme.gap + Theme.mm(slip.asCode ? 70 : 34) : 0)
    says: Array.from(ticket.says).concat([slip.text])

    known: TicketCard {
        id: ticket

        width: parent.width
        ticket: screen.shown.ticket
        squeeze: screen.squeeze
    }

    Column {
        anchors.fill: parent
        spacing: Theme.gap

        Surface {
            id: sums

            width: parent.width
            height: facts.height + 2 * Theme.gap

            Column {
                id: facts

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                FactRow { width: parent.width; visible: screen.ahead.length > 0; text: qsTr("排在您前面的号"); amount: screen.ahead }
                FactRow { width: parent.width; text: qsTr("您付了"); amount: screen.shown.patient_part }
                FactRow { width: parent.width; visible: !slip.asCode || Theme.portrait; text: qsTr("流水号"); amount: screen.shown.trace_number }
            }
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(120), parent.height - sums.height - Theme.gap)
            notice: screen.shown.slip
            code: screen.shown.slip_code
        }
    }
}
