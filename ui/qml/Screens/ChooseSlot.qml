pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var session: screen.shown.session
    readonly property var rows: Array.from(screen.shown.slots).filter(row => row.remaining > 0 || !Theme.elder)
    readonly property string problem: Sentences.line(screen.shown.problem_code)

    question: qsTr("几点来？")
    note: problem && Theme.elder && !Theme.portrait ? "" : Words.local(screen.shown.department) + " · " + Visits.doctor(session) + " · " + Visits.day(session.date) + " " + Visits.near(session.date, screen.shown.today)
    says: [screen.problem].concat((pager.pageItems ?? []).map(row => row.starts))

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.rows
        columns: Theme.elder ? 1 : Theme.portrait ? 3 : 4
        itemsMax: Theme.elder ? 4 : 16
        rowHeightMin: Theme.elder ? Theme.billHeightMin : Theme.touch
        rowHeightMax: Theme.mm(Theme.elder ? 52 : 40)
        row: SlotCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            starts: modelData.starts
            remaining: modelData.remaining
            onActed: screen.answer("picked", [modelData.slot_id])
        }
    }

    Label {
        anchors.centerIn: parent
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: screen.rows.length === 0
        text: qsTr("都约满了，换一位医生或换一天")
        color: Theme.inkSoft
    }
}
