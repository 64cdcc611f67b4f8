import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool nothingToPay: Words.yuan(screen.shown.patient_part) === 0
    readonly property string reason: Words.local(screen.shown.uncovered_reason)

    question: nothingToPay ? qsTr("医保全付了，您不用付钱") : qsTr("您要付 %1").arg(screen.shown.patient_part)
    note: Words.local(screen.shown.coverage_name) || qsTr("这次不用医保，全部自费")
    act: nothingToPay ? qsTr("确认结算") : qsTr("去付款")
    says: [screen.reason]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        text: screen.reason
    }

    Surface {
        width: parent.width
        anchors.bottom: parent.bottom
        height: facts.height + 2 * Theme.wide

        Column {
            id: facts

            x: Theme.wide
            y: Theme.wide
            width: parent.width - 2 * Theme.wide
            spacing: Theme.portrait ? Theme.gap : Theme.small

            FactRow {
                width: parent.width
                text: qsTr("费用合计")
                amount: screen.shown.total
            }

            SplitBar {
                width: parent.width
                fund: Words.yuan(screen.shown.fund)
                account: Words.yuan(screen.shown.account)
                patient: Words.yuan(screen.shown.patient_part)
            }

            FactRow {
                width: parent.width
                mark: Theme.sea
                text: qsTr("医保基金付")
                amount: "− " + screen.shown.fund
            }

            FactRow {
                width: parent.width
                mark: Theme.plum
                text: qsTr("个人账户付")
                note: screen.shown.account_balance_after ? qsTr("付完还剩 %1").arg(screen.shown.account_balance_after) : ""
                amount: "− " + screen.shown.account
            }

            Rectangle {
                width: parent.width
                height: Theme.hair
                color: Theme.line
            }

            Item {
                width: parent.width
                height: yours.height

                Rectangle {
                    id: dot

                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.tick * 1.6
                    height: width
                    radius: width / 2
                    color: Theme.accent
                }

                Label {
                    id: you

                    anchors.left: dot.right
                    anchors.leftMargin: Theme.tick * 1.5
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("您要付")
                    wrapMode: Text.NoWrap
                    weight: Font.Bold
                }

                Amount {
                    id: yours

                    anchors.right: parent.right
                    width: parent.width - you.x - you.width - Theme.small
                    horizontalAlignment: Text.AlignRight
                    text: screen.shown.patient_part
                }
            }
        }
    }
}
