import QtQuick
import "../Theme"
import "../Wording"

// An end that is no plain success: what it is about, what to do, the slip.
ScreenFrame {
    id: result

    required property string kind
    required property string amountName
    required property string amount
    required property string todo
    readonly property string trace: qsTr("流水号 %1").arg(result.shown.trace_number)

    act: qsTr("完成")
    wayBack: ""
    handsNeeded: (advice.visible ? advice.height + Theme.gap : 0) + (slip.visible ? Theme.mm(slip.asCode ? 110 : 34) : 0)
    says: [amountName + " " + amount, slip.asCode ? "" : todo, slip.text]

    known: AmountHead {
        width: parent.width
        kind: result.kind
        squeeze: result.squeeze
        text: result.amountName
        amount: result.amount
    }

    Column {
        id: body

        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        Surface {
            id: advice

            visible: !slip.asCode
            width: parent.width
            height: words.height + 2 * Theme.gap

            Column {
                id: words

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                Label {
                    width: parent.width
                    text: result.todo
                    weight: Font.Medium
                }

                FactRow {
                    width: parent.width
                    text: qsTr("流水号")
                    amount: result.shown.trace_number
                }
            }
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(Theme.elder ? 160 : 130), result.handsHeight - (advice.visible ? advice.height + Theme.gap : 0))
            advice: Words.nonEmpty([result.todo, result.trace])
            notice: result.shown.slip
            code: result.shown.slip_code
        }
    }
}
