import QtQuick
import "../Camera"
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string challenge: screen.shown.challenge ?? ""
    readonly property string wanted: challenge.length > 0 ? Faces.challenge(challenge) : Faces.guidance(screen.shown.guidance)
    readonly property string promise: Theme.elder ? "" : screen.shown.checking ? qsTr("只在这台机器里比对，您走了就没有了") : qsTr("照片只印在纸上，机器里不留") // in elder mode a larger picture: it was said before
    readonly property bool short: Theme.portrait && !Theme.elder && !Words.english // every word of it is of one line

    largeStage: true
    viewing: true
    question: wanted
    questionLines: short ? 1 : Theme.portrait || !Words.english ? 2 : 3
    note: screen.shown.of > 0 ? qsTr("第 %1 个动作，共 %2 个").arg(Math.min(screen.shown.done + 1, screen.shown.of)).arg(screen.shown.of)
                              : promise
    noteLines: !Theme.portrait ? 0 : Theme.elder ? (screen.shown.checking ? 1 : 0) : short ? 1 : 2

    CameraView {
        width: parent.width
        height: parent.height - other.height - Theme.gap
        outline: "face"
        good: screen.shown.guidance === "good"
        share: screen.shown.of > 0 ? screen.shown.done / screen.shown.of : screen.shown.held / 4
        sense: screen.challenge === "turn_left" ? "left" : screen.challenge === "turn_right" ? "right" : ""
    }

    ChoiceCard {
        id: other

        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(implicitHeight, Theme.mm(Theme.portrait ? 30 : 20))
        text: screen.shown.checking ? qsTr("不刷脸，换个办法") : qsTr("不拍照，接着办")
        crowding: Theme.elder ? 2 : 1
        onActed: screen.answer("picked", ["other_way"])
    }
}
