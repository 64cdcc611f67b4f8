import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property bool done: screen.shown.slip !== "none"
    readonly property bool red: screen.shown.mark === "red"
    readonly property bool void_: red || screen.shown.mark === "reversed"
    readonly property string other: !void_ ? "" : red ? qsTr("冲掉的是 %1").arg(screen.shown.other_number) : qsTr("被 %1 冲掉了").arg(screen.shown.other_number)
    readonly property string hint: void_ ? qsTr("这张不能报销，也不能打印") : screen.shown.mark === "used_up" ? qsTr("打印次数用完了，可以打凭条") : ""

    question: void_ ? (red ? qsTr("这是红字票据") : qsTr("这张票据已作废")) : done ? qsTr("票据") : Words.local(screen.shown.title)
    note: Words.day(screen.shown.date) + " · " + Documents.mark(screen.shown.mark)
    act: done ? qsTr("完成") : ({ "a4": screen.shown.mark === "printed" ? qsTr("打印副本") : qsTr("打印"), "slip": qsTr("打印凭条") })[screen.shown.way] ?? ""
    says: [hint, slip.text]

    known: [
        AmountHead {
            width: parent.width
            kind: screen.void_ ? "back" : "done"
            squeeze: screen.squeeze
            text: qsTr("金额")
            amount: (screen.red ? "− " : "") + screen.shown.amount
        },
        Banner {
            width: parent.width
            visible: Theme.portrait && text.length > 0
            squeeze: screen.squeeze
            text: screen.hint
        }
    ]

    Column {
        anchors.fill: parent
        spacing: Theme.gap

        Surface {
            id: numbers

            width: parent.width
            height: facts.height + 2 * Theme.gap

            Column {
                id: facts

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                FactRow { width: parent.width; text: qsTr("票据代码"); amount: screen.shown.batch_code }
                FactRow { width: parent.width; text: qsTr("票据号码"); amount: screen.shown.number }
                FactRow { width: parent.width; text: qsTr("校验码"); amount: screen.shown.check_code }

                Label {
                    width: parent.width
                    visible: text.length > 0
                    text: screen.other
                    color: Theme.brick
                }
            }
        }

        Banner {
            width: parent.width
            visible: !Theme.portrait && text.length > 0
            text: screen.hint
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(120), parent.height - numbers.height - Theme.gap)
            notice: screen.shown.slip
            code: screen.shown.verify_url
        }

        Surface {
            visible: !screen.done && !screen.void_ && height > Theme.mm(Theme.portrait ? 40 : 28) && (Theme.portrait || screen.hint.length === 0)
            width: parent.width
            height: Math.min(Theme.mm(120), parent.height - numbers.height - Theme.gap)

            QrCode {
                id: code

                x: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(parent.width * 0.45, parent.height - 2 * Theme.gap)
                height: width
                text: screen.shown.verify_url
                name: qsTr("票据的二维码")
            }

            Label {
                anchors.left: code.right
                anchors.leftMargin: Theme.gap
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                height: parent.height - 2 * Theme.small
                verticalAlignment: Text.AlignVCenter
                text: qsTr("用手机扫一扫，存下这张票据")
                fontSizeMode: Text.Fit
                minimumPixelSize: Theme.mm(8.4)
                bottomPadding: 0
                weight: Font.Medium
            }
        }
    }
}
