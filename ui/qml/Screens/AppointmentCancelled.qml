import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool money: Words.yuan(screen.shown.refunded) > 0

    question: qsTr("号退好了")
    note: money ? qsTr("钱原路退回您付款的账户") : qsTr("这个号没有付过钱")
    act: qsTr("完成")
    wayBack: ""
    handsNeeded: ticket.height + Theme.gap
    says: (money ? [head.text] : []).concat([ticket.who, ticket.when])

    known: AmountHead {
        id: head

        width: parent.width
        visible: screen.money
        kind: "back"
        squeeze: screen.squeeze
        text: qsTr("退给您")
        amount: screen.shown.refunded
    }

    TicketCard {
        id: ticket

        width: parent.width
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.max(0, (parent.height - height) / 2)
        ticket: screen.shown.ticket
        numbered: false
    }
}
