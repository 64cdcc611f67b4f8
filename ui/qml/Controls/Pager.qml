pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// A list in pages: never more rows than can be seen and told apart, no scrolling.
Item {
    id: pager

    required property var items
    required property int rowHeightMin
    required property int rowHeightMax
    required property Component row
    property alias head: headSlot.data // stays on top of every page
    property int page: 0
    property int columns: 1
    property int itemsMax: Math.floor(Theme.choicesMax * (columns > 1 ? 1.2 : 1)) // of a page; two columns: eight at most

    readonly property real headHeight: headSlot.childrenRect.height > 0 ? headSlot.childrenRect.height + space : 0
    readonly property int space: Theme.portrait ? Theme.tick * 1.5 : Theme.tick
    readonly property real room: height - headHeight + space - (paged ? Theme.touch + space : 0)
    readonly property int fit: Math.floor((height - headHeight + space) / (rowHeightMin + space))
    readonly property real columnWidth: (width - (columns - 1) * space) / columns
    readonly property int rowsMax: Math.floor(itemsMax / columns)
    readonly property bool paged: items.length > Math.min(fit, rowsMax) * columns
    readonly property int fitPaged: Math.floor(room / (rowHeightMin + space))
    readonly property int rowHeight: Math.min(rowHeightMax, Math.floor(room / Math.ceil(Math.min(perPage, items.length) / columns)) - space)
    readonly property int perPage: Math.max(1, Math.min(paged ? fitPaged : fit, rowsMax)) * columns
    readonly property int pages: Math.max(1, Math.ceil(items.length / perPage))
    readonly property int first: Math.min(page, pages - 1) * perPage
    readonly property var pageItems: items.slice(first, first + perPage) // what can be seen now; "on…" would be a signal's handler

    Item {
        id: headSlot

        width: parent.width
        height: childrenRect.height
    }

    Grid {
        y: pager.headHeight
        width: parent.width
        columns: pager.columns
        spacing: pager.space

        Repeater {
            model: pager.items.slice(pager.first, pager.first + pager.perPage)
            delegate: pager.row
        }
    }

    Item {
        visible: pager.paged
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.touch

        PageButton {
            icon: "back"
            text: qsTr("上一页")
            visible: pager.first > 0
            onActed: pager.page = Math.max(0, pager.page - 1)
        }

        Label {
            anchors.centerIn: parent
            text: (pager.first / pager.perPage + 1) + " / " + pager.pages
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }

        PageButton {
            anchors.right: parent.right
            iconAfter: "next"
            text: qsTr("下一页")
            visible: pager.page < pager.pages - 1
            onActed: pager.page += 1
        }
    }
}
