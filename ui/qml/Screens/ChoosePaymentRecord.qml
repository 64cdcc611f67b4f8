pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var rows: Array.from(screen.shown.rows).map(row => ({
        id: row.settlement_no, title: Words.local(row.title), note: Words.day(row.settled_at), amount: row.patient_part,
        tag: Documents.payment(row.state), tagInk: Documents.paymentInk(row.state)
    }))

    question: qsTr("看哪一笔？")
    note: screen.shown.whole_year ? qsTr("最近一年的") : qsTr("最近三个月的")
    says: (list.pageItems ?? []).map(row => row.title)

    known: PeriodHead {
        visible: !Theme.portrait && !screen.shown.whole_year
        width: parent.width
        onOlder: screen.answer("picked", ["older"])
    }

    RecordList {
        id: list

        anchors.fill: parent
        rows: screen.rows
        wholeYear: screen.shown.whole_year
        onPicked: id => screen.answer("picked", [id])
        onOlder: screen.answer("picked", ["older"])
    }
}
