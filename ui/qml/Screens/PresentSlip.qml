import QtQuick
import "../Controls"
import "../Pictures"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)

    largeStage: true
    question: screen.shown.reprint ? qsTr("请扫以前的凭条") : qsTr("请扫诊间凭条")
    note: qsTr("把二维码对准扫码口的红光")
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
            opening: "scanner"

            SlipShape { width: parent.width }
        }
    }
}
