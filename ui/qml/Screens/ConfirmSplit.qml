import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool nothingToPay: Words.yuan(screen.shown.patient_part) === 0
    readonly property string reason: Words.local(screen.shown.uncovered_reason)
    readonly property string balance: screen.shown.account_balance_after ? qsTr("付完还剩 %1").arg(screen.shown.account_balance_after) : ""

    question: nothingToPay ? qsTr("医保全付了，您不用付钱") : qsTr("您要付 %1").arg(screen.shown.patient_part)
    note: screen.reason && !Theme.portrait ? "" : Words.local(screen.shown.coverage_name) || qsTr("这次不用医保，全部自费")
    act: nothingToPay ? qsTr("确认结算") : qsTr("去付款")
    says: [screen.reason]
    handsNeeded: facts.content + yours.height + 6 * Theme.small

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.reason
    }

    Surface {
        id: card

        readonly property int side: Theme.wide

        anchors.fill: parent

        Column {
            id: facts

            readonly property real content: total.height + bar.height + fund.height + account.height

            x: card.side
            y: card.side
            width: parent.width - 2 * card.side
            spacing: Math.max(Theme.tick, Math.min(Theme.wide * 2, (yours.y - y - content) / 4))

            FactRow {
                id: total

                width: parent.width
                text: qsTr("费用合计")
                amount: screen.shown.total
            }

            SplitBar {
                id: bar

                width: parent.width
                fund: Words.yuan(screen.shown.fund)
                account: Words.yuan(screen.shown.account)
                patient: Words.yuan(screen.shown.patient_part)
            }

            FactRow {
                id: fund

                width: parent.width
                mark: Theme.sea
                visible: Words.yuan(screen.shown.fund) > 0
                text: qsTr("医保基金付")
                amount: "− " + screen.shown.fund
            }

            FactRow {
                id: account

                width: parent.width
                mark: Theme.plum
                visible: Words.yuan(screen.shown.account) > 0
                text: qsTr("个人账户付")
                note: Theme.elder && !Theme.portrait ? "" : screen.balance
                amount: "− " + screen.shown.account
            }
        }

        YouPay {
            id: yours

            x: card.side
            width: parent.width - 2 * card.side
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.small
            text: qsTr("您要付")
            amount: screen.shown.patient_part
        }
    }
}
