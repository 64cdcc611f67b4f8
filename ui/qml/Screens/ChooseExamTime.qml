import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property var times: Array.from(screen.shown.times)
    readonly property string none: times.length === 0 ? qsTr("这天约满了，换一天") : ""

    question: qsTr("哪天几点做？")
    note: screen.problem && !Theme.portrait ? "" : Words.local(screen.shown.name)
    says: [screen.problem, screen.none].concat(strip.says).concat(grid.onPage.map(each => each.starts))

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    DayStrip {
        id: strip

        width: parent.width
        days: Array.from(screen.shown.days)
        chosen: screen.shown.day
        onPicked: day => screen.answer("picked", [day])
    }

    TimeGrid {
        id: grid

        anchors.top: strip.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        width: parent.width
        times: screen.times
        onPicked: choice => screen.answer("picked", [choice])
    }

    Label {
        anchors.centerIn: grid
        visible: text.length > 0
        width: grid.width
        horizontalAlignment: Text.AlignHCenter
        text: screen.none
        color: Theme.inkSoft
    }
}
