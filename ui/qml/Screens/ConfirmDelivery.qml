import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    question: Ways.nameOf(screen.shown.plan.way)
    note: Words.local(screen.shown.plan.title)
    act: screen.shown.plan.fee_fen > 0 ? qsTr("去付款") : qsTr("就这样办")
    actDetail: screen.shown.plan.fee_fen > 0 ? screen.shown.plan.fee : ""
    says: facts.says
    handsNeeded: facts.height

    DeliveryFacts {
        id: facts

        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        plan: screen.shown.plan
    }
}
