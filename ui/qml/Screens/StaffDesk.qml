pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var items: Array.from(screen.shown.items)
    readonly property int waiting: items.filter(item => item.theirs).length
    readonly property string standing: (screen.shown.reachable ? qsTr("医院已连接") : qsTr("医院连不上")) + " · " + (screen.shown.closed_by ? qsTr("暂停收款：%1").arg(screen.shown.closed_by) : qsTr("可以收款"))
    readonly property string facts: qsTr("待发送 %1 条 · 未结 %2 · 剩余空间 %3 MB").arg(screen.shown.open_operations).arg(screen.shown.unsettled).arg(screen.shown.free_mb)

    question: waiting > 0 ? qsTr("有 %1 件要您处理").arg(waiting) : qsTr("没有要处理的")
    note: screen.standing
    wayBack: qsTr("退出")
    says: [screen.shown.staff_name, facts, qsTr("今天对账"), qsTr("昨天对账")].concat((pager.pageItems ?? []).map(item => StaffWords.row(item)))

    known: [
        Chip {
            icon: "person"
            text: screen.shown.staff_name
            widthMax: parent ? parent.width : 0
        },
        Label {
            width: parent ? parent.width : 0
            text: screen.facts
            color: Theme.inkSoft
            font.pixelSize: Theme.note * screen.squeeze
        }
    ]

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.items
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMin
        head: Row {
            width: pager.width
            spacing: Theme.small

            Repeater {
                model: ["close_today", "close_yesterday"]

                Pill {
                    required property string modelData

                    text: modelData === "close_today" ? qsTr("今天对账") : qsTr("昨天对账")
                    icon: "slip"
                    rimWidth: Theme.rim
                    onActed: screen.answer("picked", [modelData])
                }
            }
        }
        row: StaffRow {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            item: modelData
            onActed: screen.answer("picked", [modelData.item_id])
        }
    }
}
