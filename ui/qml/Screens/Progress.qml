pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// Says what is going on and whom we wait for. A tick stands only before what has happened.
ScreenFrame {
    id: screen

    readonly property string stage: screen.shown.stage
    readonly property string whom: Sentences.waiting(screen.shown.waiting_for)
    readonly property var rows: rowsOf(stage)

    question: questionOf(stage)
    note: noteOf(stage)
    wayBack: screen.shown.can_cancel ? qsTr("停止付款") : ""
    says: [screen.whom]

    function questionOf(stage: string): string {
        switch (stage) {
        case "preview":
            return qsTr("正在算医保付多少");
        case "charge":
            return screen.shown.payer_must_confirm ? qsTr("请在手机上输入密码") : qsTr("正在收款");
        case "received":
            return qsTr("钱收到了，正在结算");
        case "closing":
            return qsTr("正在停止付款");
        default:
            return qsTr("正在把钱退给您");
        }
    }

    function noteOf(stage: string): string {
        switch (stage) {
        case "preview":
            return qsTr("还没有收钱，几秒钟就好");
        case "charge":
            return screen.shown.amount ? qsTr("金额 %1").arg(screen.shown.amount) : "";
        case "received":
            return qsTr("不用再付，请等凭条");
        case "closing":
            return qsTr("先确认没有扣钱，请等一下");
        default:
            return qsTr("钱会回到您付款的账户");
        }
    }

    function rowsOf(stage: string): var {
        const insurerDone = screen.shown.waiting_for === "hospital";
        switch (stage) {
        case "preview":
            return [[qsTr("锁定账单"), insurerDone ? "now" : "done"], [qsTr("医保算账"), insurerDone ? "later" : "now"]];
        case "charge":
            return [[qsTr("收款"), "now"], [qsTr("医保结算"), "later"], [qsTr("医院记账"), "later"]];
        case "received":
            return [[qsTr("收款"), "done"], [qsTr("医保结算"), insurerDone ? "done" : "now"], [qsTr("医院记账"), insurerDone ? "now" : "later"]];
        case "closing":
            return [[qsTr("停止付款"), "now"], [qsTr("确认没有扣钱"), "later"]];
        default:
            return [[qsTr("收款"), "done"], [qsTr("退回原账户"), "now"]];
        }
    }

    Surface {
        width: parent.width
        y: Theme.portrait ? 0 : (parent.height - height) / 2
        height: Math.min(parent.height, list.height + 2 * Theme.wide)

        Column {
            id: list

            x: Theme.wide
            y: Theme.wide
            width: parent.width - 2 * Theme.wide

            Repeater {
                model: screen.rows

                ProgressRow {
                    required property var modelData
                    required property int index

                    width: list.width
                    room: (screen.handsHeight - 2 * Theme.wide) / screen.rows.length
                    text: modelData[0]
                    standing: modelData[1]
                    note: modelData[1] === "now" ? screen.whom : ""
                    last: index === screen.rows.length - 1
                }
            }
        }
    }
}
