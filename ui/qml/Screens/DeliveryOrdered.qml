import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    question: qsTr("办好了：%1").arg(Ways.nameOf(screen.shown.plan.way))
    note: Words.local(screen.shown.plan.title)
    act: qsTr("完成")
    wayBack: ""
    says: facts.says.concat([paper.text])
    handsNeeded: facts.height

    known: PaperLine {
        id: paper

        width: parent.width
        squeeze: screen.squeeze
        notice: screen.shown.slip
    }

    DeliveryFacts {
        id: facts

        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        plan: screen.shown.plan
    }
}
