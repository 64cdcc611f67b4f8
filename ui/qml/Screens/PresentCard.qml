import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)

    largeStage: true
    question: qsTr("请插入医保卡")
    note: screen.problem && !Theme.portrait ? "" : qsTr("芯片朝上、朝里，插到底") // a problem says what to do by itself
    says: [screen.problem]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Surface {
        anchors.fill: parent

        Scene {
            anchors.fill: parent
            anchors.bottomMargin: Theme.portrait ? ways.height + 2 * Theme.wide : 0
            anchors.rightMargin: Theme.portrait ? 0 : ways.width

            CardShape { width: parent.width }
        }

        Orientation {
            id: ways

            x: Theme.portrait ? (parent.width - width) / 2 : parent.width - width - Theme.wide * 1.5
            y: Theme.portrait ? parent.height - height - Theme.wide : (parent.height - height) / 2
            cardHeight: Theme.portrait ? Math.min(Theme.mm(62), parent.height * 0.24) : (parent.height - 6 * Theme.wide) / 3
        }
    }
}
