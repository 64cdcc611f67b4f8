import QtQuick
import "../Camera"
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)

    largeStage: true
    viewing: screen.shown.by_camera
    question: qsTr("请扫预约单上的码")
    note: screen.problem && !Theme.portrait ? "" : qsTr("现在连不上医院系统，有预约单也能先签到")
    says: [screen.problem]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    CodeStage {
        anchors.fill: parent
        byCamera: screen.shown.by_camera
        problemCode: screen.shown.problem_code
        held: "slip"

        SlipShape { width: parent.width }
    }
}
