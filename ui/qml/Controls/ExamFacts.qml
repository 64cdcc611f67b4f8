import QtQuick
import "../Theme"
import "../Wording"

// When to be there, when it begins, where.
Column {
    id: facts

    required property var plan // an ExamPlan
    property real squeeze: 1
    readonly property bool tight: Theme.elder && !Theme.portrait
    readonly property string there: qsTr("请 %1 到，提前半小时").arg(plan.be_there)
    readonly property string begins: Visits.day(plan.day) + " " + Visits.weekday(plan.day) + " " + plan.starts
    readonly property string place: Words.local(plan.place)
    readonly property list<string> says: [begins, there, place]

    spacing: Theme.portrait ? Theme.tick : 0

    Label {
        width: parent.width
        text: facts.begins
        font.pixelSize: (facts.tight ? Theme.body : Theme.choice) * facts.squeeze
        weight: Font.Bold
        color: Theme.accent
    }

    Label {
        width: parent.width
        text: facts.there
        font.pixelSize: (facts.tight ? Theme.note : Theme.body) * facts.squeeze
        weight: Font.Bold
    }

    Label {
        width: parent.width
        text: facts.place
        maximumLineCount: facts.tight ? 1 : 2
        elide: Text.ElideRight
        font.pixelSize: (facts.tight ? Theme.note : Theme.body) * facts.squeeze
        color: Theme.inkSoft
    }
}
