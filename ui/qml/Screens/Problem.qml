import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string code: screen.shown.code
    readonly property string money: Sentences.fate(screen.shown.fate)
    readonly property bool calm: screen.shown.fate !== "being_checked"
    readonly property string trace: screen.shown.trace_number ? qsTr("流水号 %1").arg(screen.shown.trace_number) : ""

    question: Sentences.what(code)
    act: screen.shown.can_retry ? qsTr("再试一次") : qsTr("结束")
    actAnswer: screen.shown.can_retry ? "continue" : "cancel"
    wayBack: screen.shown.can_retry ? qsTr("结束") : ""
    says: [money, Sentences.todo(code), trace].concat(screen.shown.can_window ? [ticket.says] : [])

    known: [
        ResultMark {
            visible: Theme.portrait
            kind: ({ "paid": "done", "goes_back": "back" })[screen.shown.fate] ?? "problem"
        },
        Banner {
            visible: !Theme.portrait
            width: parent.width
            icon: "shield"
            calm: screen.calm
            squeeze: screen.squeeze
            text: screen.money
        }
    ]

    Column {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        spacing: Theme.gap

        Advice {
            visible: Theme.portrait
            width: parent.width
            icon: "shield"
            calm: screen.calm
            text: screen.money
        }

        Advice {
            width: parent.width
            icon: "touch"
            text: Sentences.todo(screen.code)
            strong: true
        }

        Label {
            width: parent.width
            visible: text.length > 0
            text: screen.trace
            horizontalAlignment: Text.AlignHCenter
            color: Theme.inkSoft
        }

        WindowTicket {
            id: ticket

            visible: screen.shown.can_window
            width: parent.width
            centred: true
            ticket: screen.shown.ticket
            number: screen.shown.ticket_number
            onActed: screen.answer("picked", ["window"])
        }
    }
}
