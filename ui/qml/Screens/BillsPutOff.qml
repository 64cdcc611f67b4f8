import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string due: Words.day(screen.shown.pay_by)

    question: qsTr("记下了，现在不用付")
    note: Theme.elder && !Theme.portrait ? "" : qsTr("检查、取药可以照常办")
    act: qsTr("完成")
    wayBack: ""
    handsNeeded: advice.height + numbers.height + 2 * Theme.gap + Theme.mm(28)
    says: [advice.text, slip.text]

    known: AmountHead {
        width: parent.width
        kind: "done"
        squeeze: screen.squeeze
        text: qsTr("您欠的")
        amount: screen.shown.amount
    }

    Column {
        width: parent.width
        spacing: Theme.gap

        Advice {
            id: advice

            width: parent.width
            icon: "clock"
            text: qsTr("今晚 23 点前付，医保照常结算；最晚%1前还清").arg(screen.due)
        }

        Surface {
            id: numbers

            visible: Theme.portrait || slip.text.length === 0
            width: parent.width
            height: facts.height + 2 * Theme.gap

            Column {
                id: facts

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                FactRow { width: parent.width; text: qsTr("一共欠"); amount: screen.shown.used }
                FactRow { width: parent.width; visible: !Theme.elder; text: qsTr("还能用"); amount: screen.shown.left }
            }
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(90), screen.handsHeight - advice.height - (numbers.visible ? numbers.height + Theme.gap : 0) - Theme.gap)
            notice: screen.shown.slip === "waiting" || screen.shown.slip === "unsure" ? "none" : screen.shown.slip
            code: ""
        }
    }
}
