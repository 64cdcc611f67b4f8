import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ResultScreen {
    id: screen

    kind: "wait"
    question: screen.shown.recovered ? qsTr("刚才的付款正在核对") : qsTr("付款正在核对")
    note: qsTr("您的钱不会丢，也不会多扣。别再付一次")
    amountName: qsTr("核对的金额")
    amount: screen.shown.amount
    todo: qsTr("拿好凭条。半小时后还没有短信，请带凭条去人工窗口")
}
