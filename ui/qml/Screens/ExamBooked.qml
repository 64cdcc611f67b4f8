import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    // large type on the small panel has no room for a long name beside the rest
    question: Theme.elder && !Theme.portrait ? qsTr("约好了") : qsTr("%1约好了").arg(Words.local(screen.shown.plan.name))
    act: qsTr("完成")
    wayBack: ""
    says: facts.says.concat([lines.headShown]).concat(lines.pageItems).concat([paper.text])

    known: ExamFacts {
        id: facts

        width: parent.width
        plan: screen.shown.plan
        squeeze: screen.squeeze
    }

    LineList {
        id: lines

        anchors.top: parent.top
        anchors.bottom: paper.visible ? paper.top : parent.bottom
        anchors.bottomMargin: Theme.small
        width: parent.width
        head: screen.shown.plan.needs_fasting ? qsTr("要空腹来") : qsTr("做之前请")
        lines: Array.from(screen.shown.plan.preparation).map(line => Words.local(line))
    }

    PaperLine {
        id: paper

        anchors.bottom: parent.bottom
        width: parent.width
        notice: screen.shown.slip
    }
}
