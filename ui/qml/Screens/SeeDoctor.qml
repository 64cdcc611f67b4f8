import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// A critical value: where to go, now. Nothing of the result.
ScreenFrame {
    id: screen

    readonly property string place: Words.local(screen.shown.place)
    readonly property string called: screen.shown.staff_called ? qsTr("工作人员已经知道，会来帮您。") : qsTr("找不到路，请叫工作人员。")
    readonly property string slipText: Sentences.slip(screen.shown.slip)

    question: qsTr("请马上去找医生")
    note: qsTr("有一项结果，医生要当面跟您说")
    act: qsTr("我这就去")
    says: [place, called, slip.visible ? slipText : ""]

    known: ResultMark {
        visible: Theme.portrait
        kind: "problem"
    }

    Column {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        spacing: Theme.gap

        Advice {
            width: parent.width
            icon: "door"
            text: screen.place
            strong: true
        }

        Advice {
            width: parent.width
            icon: "call"
            text: screen.called
        }

        Label {
            id: slip

            visible: screen.shown.slip === "printing" || screen.shown.slip === "printed"
            width: parent.width
            text: screen.slipText
            horizontalAlignment: Text.AlignHCenter
            color: Theme.inkSoft
        }
    }
}
