pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property list<string> skipped: [] // bills that are not to be paid now
    readonly property var bills: Array.from(screen.shown.bills)
    readonly property var chosen: bills.filter(bill => !skipped.includes(bill.bill_id))
    readonly property double sum: chosen.reduce((fen, bill) => fen + bill.amount_fen, 0)
    readonly property string guardian: screen.shown.guardian_masked_name

    question: qsTr("这次付哪些？")
    note: guardian ? qsTr("监护人 %1 代付，共 %2 笔").arg(guardian).arg(bills.length) : qsTr("一共 %1 笔，都选好了").arg(bills.length)
    act: chosen.length > 0 ? qsTr("去结算") : qsTr("请选一笔")
    actDetail: chosen.length > 0 ? Words.money(sum) : ""
    actActive: chosen.length > 0
    actAnswer: "bills"
    actValues: chosen.map(bill => bill.bill_id)

    function toggle(id: string) {
        skipped = skipped.includes(id) ? skipped.filter(other => other !== id) : skipped.concat([id]);
    }

    function toggleAll() {
        skipped = skipped.length === 0 ? bills.map(bill => bill.bill_id) : [];
    }

    known: SelectAll {
        visible: !Theme.portrait && total > 1
        width: parent.width
        total: screen.bills.length
        chosen: screen.chosen.length
        onToggled: screen.toggleAll()
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.bills
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        head: SelectAll {
            visible: Theme.portrait && total > 1
            width: pager.width
            total: screen.bills.length
            chosen: screen.chosen.length
            onToggled: screen.toggleAll()
        }
        row: BillCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            row: modelData
            chosen: !screen.skipped.includes(modelData.bill_id)
            onToggled: screen.toggle(modelData.bill_id)
        }
    }
}
