pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var owed: Array.from(screen.shown.owed)
    readonly property bool owes: owed.length > 0
    readonly property bool signed: screen.shown.signed
    readonly property bool offered: screen.shown.offered

    question: owes ? qsTr("您欠 %1").arg(screen.shown.used) : screen.shown.just_signed ? qsTr("签好了") : signed ? qsTr("您没有欠费") : offered ? qsTr("先看病，后付钱") : qsTr("您还不能先看后付")
    note: owes ? qsTr("还能先看后付 %1").arg(screen.shown.left) : signed ? qsTr("缴费时选“先看后付”就行") : offered ? qsTr("签一次约，以后都能用") : qsTr("要有医保的成年人才能签，可以去窗口问")
    act: owes ? qsTr("现在付清") : signed || !offered ? qsTr("完成") : qsTr("看协议，签约")
    actDetail: owes ? screen.shown.used : ""

    Surface {
        visible: !screen.owes
        width: parent.width
        height: facts.height + 2 * Theme.wide

        Column {
            id: facts

            x: Theme.wide
            y: Theme.wide
            width: parent.width - 2 * Theme.wide
            spacing: Theme.gap

            FactRow { width: parent.width; visible: screen.offered || screen.signed; text: qsTr("额度"); amount: screen.shown.limit }
            FactRow { width: parent.width; visible: screen.signed; text: qsTr("已经用了"); amount: screen.shown.used }
            FactRow { width: parent.width; visible: screen.signed; text: qsTr("还能用"); amount: screen.shown.left }

            Label {
                width: parent.width
                visible: !screen.signed
                text: screen.offered ? qsTr("检查、取药先做，当天或 30 天内再付，不收利息。") : qsTr("今天请当场付款。")
            }
        }
    }

    Pager {
        id: pager

        visible: screen.owes
        anchors.fill: parent
        items: screen.owed
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: RecordCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            touchable: false
            title: Words.local(modelData.title)
            note: ""
            amount: modelData.amount
            tag: Documents.owed(modelData.state, modelData.due)
            tagInk: Documents.owedInk(modelData.state)
        }
    }
}
