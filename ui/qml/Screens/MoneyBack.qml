import QtQuick
import "../Controls"

ResultScreen {
    id: screen

    kind: screen.shown.by_hand ? "wait" : "back"
    question: screen.shown.by_hand ? qsTr("请去窗口办退款") : screen.shown.done ? qsTr("钱已经退给您了") : qsTr("没结算成，正在退钱")
    note: screen.shown.by_hand ? qsTr("您的钱都记着，不会丢") : qsTr("钱退回您付款的账户")
    amountName: screen.shown.by_hand || !screen.shown.done ? qsTr("要退的金额") : qsTr("退了")
    amount: screen.shown.amount
    todo: screen.shown.by_hand ? qsTr("带上凭条，去人工窗口退钱") : qsTr("账单还没付，可以再办一次")
}
