import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string reason: screen.shown.reason ? Words.local(screen.shown.reason) : ""
    readonly property string todo: Sentences.todo(screen.shown.reason_code)

    question: Sentences.what(screen.shown.reason_code)
    note: Theme.portrait ? "" : reason
    act: qsTr("知道了")
    wayBack: ""
    says: [Theme.portrait ? reason : "", todo]

    known: ResultMark {
        visible: Theme.portrait
        kind: "problem"
    }

    Column {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        spacing: Theme.gap

        Advice {
            visible: Theme.portrait && text.length > 0
            width: parent.width
            icon: "clock"
            calm: false
            text: screen.reason
        }

        Advice {
            width: parent.width
            icon: "touch"
            text: screen.todo
            strong: Theme.portrait
        }
    }
}
