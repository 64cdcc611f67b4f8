pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var exams: Array.from(screen.shown.exams)

    question: qsTr("约哪项检查？")
    note: qsTr("医生开的检查，选好时间再来")
    says: (pager.pageItems ?? []).map(exam => Words.local(exam.name))

    function standing(exam: var): string {
        switch (exam.state) {
        case "booked":
            return Theme.elder ? qsTr("约好了") : Words.day(exam.day + "T12:00:00") + " " + exam.starts;
        case "unpaid":
            return qsTr("先缴费");
        default:
            return qsTr("去约");
        }
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.exams
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: ListCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            text: Words.local(modelData.name)
            note: Words.local(modelData.department)
            side: screen.standing(modelData)
            sideInk: modelData.state === "unpaid" ? Theme.amber : Theme.accent
            icon: modelData.state === "booked" ? "tick" : "calendar"
            onActed: screen.answer("picked", [modelData.order_id])
        }
    }
}
