import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)

    largeStage: true
    question: qsTr("请放身份证")
    note: screen.problem && !Theme.portrait ? "" : qsTr("平放在感应区，先别拿开") // a problem says what to do by itself
    says: [screen.problem]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Surface {
        anchors.fill: parent

        LayIdCard {
            anchors.fill: parent
            anchors.margins: Theme.wide
        }
    }
}
