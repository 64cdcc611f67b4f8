pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property string day: screen.shown.day
    readonly property var rows: Array.from(screen.shown.sessions).filter(row => row.date === screen.day && (row.remaining > 0 || !Theme.elder))

    question: qsTr("挂哪位医生？")
    note: Words.local(screen.shown.department) + " · " + Visits.day(screen.day) + " " + Visits.weekday(screen.day)
    says: (pager.pageItems ?? []).map(row => Visits.doctor(row))

    function about(row: var): string {
        const title = row.title ? Words.local(row.title) : "";
        const topic = row.note ? Words.local(row.note) : row.doctor ? Visits.kind(row.kind) : "";
        return [title, topic, Visits.halves(row.halves)].filter(part => part.length > 0).join(" · ");
    }

    DateStrip {
        id: strip

        width: parent.width
        dates: Array.from(screen.shown.days)
        today: screen.shown.today
        chosen: screen.day
        onPicked: date => {
            screen.day = date;
            pager.page = 0;
        }
    }

    Pager {
        id: pager

        anchors.fill: parent
        anchors.topMargin: strip.height + Theme.small
        items: screen.rows
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: RowCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            text: Visits.doctor(modelData)
            note: screen.about(modelData)
            side: modelData.fee
            sideNote: Visits.left(modelData.remaining)
            usable: modelData.remaining > 0
            onActed: screen.answer("picked", [modelData.session_id])
        }
    }

    Label {
        anchors.centerIn: pager
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: screen.rows.length === 0
        text: qsTr("这天约满了，换一天看看")
        color: Theme.inkSoft
    }
}
