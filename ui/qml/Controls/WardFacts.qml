import QtQuick
import "../Theme"
import "../Wording"

// Who is visited, in which bed, until when, where.
Column {
    id: facts

    required property var visit // a VisitFacts
    property real squeeze: 1
    readonly property bool tight: Theme.elder && !Theme.portrait
    readonly property string who: qsTr("%1，%2 床").arg(visit.masked_name).arg(visit.bed)
    readonly property string when: qsTr("今天 %1").arg(visit.hours)
    readonly property string ward: Words.local(visit.ward)
    readonly property list<string> says: [who, when, ward]

    spacing: Theme.portrait ? Theme.tick : 0

    Label {
        width: parent.width
        text: facts.who
        font.pixelSize: (facts.tight ? Theme.body : Theme.choice) * facts.squeeze
        weight: Font.Bold
        color: Theme.accent
    }

    Label {
        width: parent.width
        text: facts.when
        font.pixelSize: (facts.tight ? Theme.note : Theme.body) * facts.squeeze
        weight: Font.Bold
    }

    Label {
        width: parent.width
        text: facts.ward
        font.pixelSize: (facts.tight ? Theme.note : Theme.body) * facts.squeeze
        color: Theme.inkSoft
    }
}
