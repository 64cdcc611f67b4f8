import QtQuick
import "../Controls"

ResultScreen {
    id: screen

    kind: "wait"
    question: screen.shown.recovered ? qsTr("刚才的付款在核对") : qsTr("付款正在核对")
    note: qsTr("钱不会丢，也不会多扣。别再付")
    amountName: qsTr("核对的金额")
    amount: screen.shown.amount
    todo: qsTr("过半小时，在这里扫凭条看结果")
}
