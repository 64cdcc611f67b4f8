import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    readonly property var row: screen.shown.appointment
    readonly property string back: row.state === "booked" ? qsTr("还没付过钱，直接退掉") : qsTr("钱原路退给您：怎么付的，退到哪里")

    question: qsTr("真的退这个号吗？")
    note: qsTr("退了以后，号会给别人")
    act: qsTr("退号")
    says: Array.from(ticket.says).concat([back])

    known: TicketCard {
        id: ticket

        width: parent.width
        ticket: screen.row.ticket
        squeeze: screen.squeeze
    }

    Advice {
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        icon: "refund"
        text: screen.back
    }
}
