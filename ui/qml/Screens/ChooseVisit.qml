pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var all: Array.from(screen.shown.visits)

    question: qsTr("签到哪一个？")
    note: qsTr("您今天约了 %1 个").arg(all.length)
    says: Array.from(pager.pageItems ?? []).map(visit => Words.local(visit.department))

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.all
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax

        row: VisitCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            row: modelData
            onActed: screen.answer("picked", [modelData.appointment_id])
        }
    }
}
