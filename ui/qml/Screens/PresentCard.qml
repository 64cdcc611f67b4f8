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
    note: qsTr("芯片朝上、朝里，插到底")
    says: [screen.problem]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        text: screen.problem
    }

    Surface {
        anchors.fill: parent

        Scene {
            anchors.fill: parent

            CardShape { width: parent.width }
        }
    }
}
