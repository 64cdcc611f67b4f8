pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    question: qsTr("挂哪个科？")
    note: Words.local(screen.shown.group)
    says: (pager.onPage ?? []).map(row => Words.local(row.name))

    Pager {
        id: pager

        anchors.fill: parent
        items: Array.from(screen.shown.departments)
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: RowCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            text: Words.local(modelData.name)
            icon: Theme.portrait ? "door" : ""
            onActed: screen.answer("picked", [modelData.department_id])
        }
    }
}
