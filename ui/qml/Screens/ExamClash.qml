import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string reason: Words.local(screen.shown.reason)

    question: qsTr("这个时间做不了%1").arg(Words.local(screen.shown.name))
    note: qsTr("还没有约上，时间没有占")
    act: qsTr("换一个时间")
    says: [reason]

    known: ResultMark {
        visible: Theme.portrait
        kind: "problem"
    }

    Advice {
        visible: text.length > 0
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        icon: "calendar"
        calm: false
        text: screen.reason
    }
}
