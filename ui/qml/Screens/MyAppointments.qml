pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var rows: Array.from(screen.shown.appointments)

    question: qsTr("您的预约")
    note: qsTr("点一个，看地方、付款或退号")
    says: (pager.pageItems ?? []).map(row => Visits.who(row.ticket))

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.rows
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: RowCard {
            required property var modelData
            readonly property var ticket: modelData.ticket

            width: pager.columnWidth
            height: pager.rowHeight
            text: Visits.who(ticket)
            note: Visits.day(ticket.date) + " " + Visits.near(ticket.date, screen.shown.today) + " " + ticket.starts
            sideNote: Visits.state(modelData.state)
            sideInk: modelData.state === "booked" ? Theme.amber : Theme.inkSoft
            onActed: screen.answer("picked", [modelData.appointment_id])
        }
    }
}
