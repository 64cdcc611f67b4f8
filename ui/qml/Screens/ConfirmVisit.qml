import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string room: screen.shown.left === 1 ? qsTr("今天还能再来 1 位") : qsTr("今天还能来 %1 位").arg(screen.shown.left)

    question: qsTr("去看这位病人？")
    note: Theme.elder && !Theme.portrait ? "" : room
    act: qsTr("对，办探视证")
    says: facts.says.concat([lines.headShown]).concat(lines.pageItems)

    known: WardFacts {
        id: facts

        width: parent.width
        visit: screen.shown.visit
        squeeze: screen.squeeze
    }

    LineList {
        id: lines

        anchors.fill: parent
        head: qsTr("病区的规定")
        rowHeightMin: Theme.portrait || Theme.elder ? Theme.lineHeightMin : Theme.lineHeightMax // a rule is read whole
        lines: Array.from(screen.shown.rules).map(line => Words.local(line))
    }
}
