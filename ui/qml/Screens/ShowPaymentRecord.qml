pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property int numbersMax: Theme.elder ? (Theme.portrait ? 1 : 0) : Theme.portrait ? 2 : 1 // as many as there is room for
    readonly property bool refunded: screen.shown.state === "refunded"

    question: Words.local(screen.shown.title)
    note: Theme.elder && !Theme.portrait ? "" : Words.day(screen.shown.settled_at) + " · " + Documents.channel(screen.shown.channel)
    act: screen.shown.here ? qsTr("补打凭条") : ""
    says: [head.text + " " + head.amount]

    known: AmountHead {
        id: head

        width: parent.width
        kind: screen.refunded ? "back" : "done"
        squeeze: screen.squeeze
        text: screen.refunded ? qsTr("已经退给您") : qsTr("您付了")
        amount: screen.shown.patient_part
    }

    Surface {
        width: parent.width
        height: facts.height + 2 * Theme.gap

        Column {
            id: facts

            x: Theme.gap
            y: Theme.gap
            width: parent.width - 2 * Theme.gap
            spacing: Theme.small

            FactRow { width: parent.width; text: qsTr("费用合计"); amount: screen.shown.total }
            FactRow { width: parent.width; visible: Words.yuan(screen.shown.fund) > 0; text: qsTr("医保基金付"); amount: "− " + screen.shown.fund }
            FactRow { width: parent.width; visible: Words.yuan(screen.shown.account) > 0; text: qsTr("个人账户付"); amount: "− " + screen.shown.account }

            Repeater {
                model: [
                    { name: qsTr("结算号"), number: screen.shown.setl_id },
                    { name: qsTr("票据号码"), number: screen.shown.invoice_number }
                ].slice(0, screen.numbersMax).filter(fact => fact.number.length > 0)

                Column {
                    required property var modelData

                    width: facts.width

                    Label {
                        width: parent.width
                        text: parent.modelData.name
                        font.pixelSize: Theme.note
                        color: Theme.inkSoft
                    }

                    Label {
                        width: parent.width
                        text: parent.modelData.number
                        wrapMode: Text.WrapAnywhere
                        font.features: ({ "tnum": 1 })
                    }
                }
            }
        }
    }
}
