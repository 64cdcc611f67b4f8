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
            anchors.bottomMargin: ways.visible ? ways.height + 2 * Theme.wide : 0

            CardShape { width: parent.width }
        }

        Orientation {
            id: ways

            visible: Theme.portrait
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.wide
            height: Theme.mm(62)
        }
    }
}
