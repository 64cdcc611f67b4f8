import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string todo: qsTr("付好以后，接着约时间")

    question: qsTr("先付%1的钱").arg(Words.local(screen.shown.name))
    note: qsTr("这项检查还没缴费")
    act: qsTr("去缴费")
    says: [todo]

    Advice {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        icon: "wallet"
        text: screen.todo
        strong: true
    }
}
