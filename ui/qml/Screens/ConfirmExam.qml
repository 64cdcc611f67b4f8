import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    question: qsTr("约%1").arg(Words.local(screen.shown.plan.name))
    act: qsTr("就约这个时间")
    says: facts.says.concat([lines.headShown]).concat(lines.pageItems)

    known: ExamFacts {
        id: facts

        width: parent.width
        plan: screen.shown.plan
        squeeze: screen.squeeze
    }

    LineList {
        id: lines

        anchors.fill: parent
        head: screen.shown.plan.needs_fasting ? qsTr("要空腹来") : qsTr("做之前请")
        lines: Array.from(screen.shown.plan.preparation).map(line => Words.local(line))
    }
}
