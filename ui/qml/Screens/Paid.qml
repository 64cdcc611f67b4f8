import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool brief: Theme.portrait ? Theme.elder && slip.asCode : Theme.elder || slip.asCode // the small panel leaves room for the slip

    question: screen.shown.recovered ? qsTr("刚才的付款办好了") : qsTr("付好了")
    note: qsTr("医保和医院都结算好了")
    act: qsTr("完成")
    wayBack: ""
    handsNeeded: sums.height + (slip.visible ? Theme.gap + Theme.mm(slip.asCode ? 70 : 34) : 0)
    says: [slip.text]

    known: AmountHead {
        width: parent.width
        kind: "done"
        squeeze: screen.squeeze
        text: qsTr("您付了")
        amount: screen.shown.patient_part
    }

    Column {
        anchors.fill: parent
        spacing: Theme.gap

        Surface {
            id: sums

            width: parent.width
            height: facts.height + 2 * Theme.gap

            Column {
                id: facts

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                FactRow { width: parent.width; text: qsTr("费用合计"); amount: screen.shown.total }
                FactRow { width: parent.width; visible: !screen.brief && Words.yuan(screen.shown.fund) > 0; text: qsTr("医保基金付"); amount: "− " + screen.shown.fund }
                FactRow { width: parent.width; visible: !screen.brief && Words.yuan(screen.shown.account) > 0; text: qsTr("个人账户付"); amount: "− " + screen.shown.account }
                FactRow { width: parent.width; text: qsTr("流水号"); amount: screen.shown.trace_number }
            }
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(120), parent.height - sums.height - Theme.gap)
            notice: screen.shown.slip
            code: screen.shown.slip_code
        }
    }
}
