pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var row: screen.shown.appointment
    readonly property string problem: Sentences.line(screen.shown.problem_code)

    question: Visits.state(row.state)
    note: row.state === "booked" ? qsTr("付 %1，就拿到号单").arg(row.fee) : ""
    says: [screen.problem].concat(Array.from(ticket.says), Array.from(screen.shown.acts).map(act => screen.offer(act).text))

    function offer(act: string): var {
        if (act === "pay")
            return { text: qsTr("付款取号"), icon: "ticket" };
        return { text: qsTr("退号"), icon: "refund" };
    }

    known: [
        TicketCard {
            id: ticket

            width: parent.width
            ticket: screen.row.ticket
            squeeze: screen.squeeze
        },
        Banner {
            width: parent.width
            visible: text.length > 0
            squeeze: screen.squeeze
            text: screen.problem
        }
    ]

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.shown.acts

            ChoiceCard {
                required property string modelData

                first: modelData === "pay"
                text: screen.offer(modelData).text
                icon: screen.offer(modelData).icon
                tint: modelData === "pay" ? Theme.actTint : Theme.amberTint
                tintInk: modelData === "pay" ? Theme.accent : Theme.amberMark
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
