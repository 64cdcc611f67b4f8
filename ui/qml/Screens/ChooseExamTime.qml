pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property var times: Array.from(screen.shown.times)
    readonly property string none: times.length > 0 ? "" : screen.shown.days.length > 1 ? qsTr("这天约满了，换一天") : qsTr("都约满了，过两天再来看")

    question: qsTr("哪天几点做？")
    note: screen.problem && !Theme.portrait ? "" : Words.local(screen.shown.name)
    says: [screen.problem, screen.none].concat((pager.pageItems ?? []).map(each => each.starts))

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    DateStrip {
        id: days

        width: parent.width
        dates: Array.from(screen.shown.days)
        today: screen.shown.today
        chosen: screen.shown.day
        onPicked: date => screen.answer("picked", [date])
    }

    Pager {
        id: pager

        anchors.top: days.bottom
        anchors.topMargin: Theme.portrait ? Theme.gap : Theme.tick
        anchors.bottom: parent.bottom
        width: parent.width
        items: screen.times
        columns: Theme.elder ? 1 : Theme.portrait ? 3 : 4
        itemsMax: Theme.elder ? 4 : 16
        rowHeightMin: Theme.touch
        rowHeightMax: Theme.mm(40)
        row: SlotCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            starts: modelData.starts
            remaining: modelData.remaining
            onActed: screen.answer("picked", [modelData.choice])
        }
    }

    Label {
        anchors.centerIn: pager
        visible: text.length > 0
        width: pager.width
        horizontalAlignment: Text.AlignHCenter
        text: screen.none
        color: Theme.inkSoft
    }
}
