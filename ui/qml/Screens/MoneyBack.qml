import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ResultScreen {
    id: screen

    kind: screen.shown.by_hand ? "wait" : "back"
    question: screen.shown.by_hand ? qsTr("请去窗口办退款") : screen.shown.done ? qsTr("钱已经退给您了") : qsTr("没有结算成，正在退款")
    note: screen.shown.by_hand ? qsTr("您的钱记在账上，不会丢") : qsTr("钱退回您付款的账户")
    amountName: screen.shown.by_hand || !screen.shown.done ? qsTr("要退的金额") : qsTr("退了")
    amount: screen.shown.amount
    todo: screen.shown.by_hand ? qsTr("带上凭条，去人工窗口，工作人员会退给您") : qsTr("账单还没有付，可以重新再办一次")
}
