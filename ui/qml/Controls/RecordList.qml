pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Records in pages, under since when they are. `rows`: id, title, note, amount, tag, tagInk.
Item {
    id: list

    required property var rows
    required property bool wholeYear
    readonly property alias pageItems: pager.pageItems
    signal picked(string id)
    signal older

    Pager {
        id: pager

        anchors.fill: parent
        items: list.rows
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        head: PeriodHead {
            visible: Theme.portrait && !list.wholeYear
            width: pager.width
            onOlder: list.older()
        }
        row: RecordCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            title: modelData.title
            note: modelData.note
            amount: modelData.amount
            tag: modelData.tag
            tagInk: modelData.tagInk
            onActed: list.picked(modelData.id)
        }
    }
}
