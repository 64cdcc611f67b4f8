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
    question: screen.shown.reprint ? qsTr("请扫以前的凭条") : qsTr("请扫诊间凭条")
    note: screen.problem && !Theme.portrait ? "" : screen.shown.by_camera ? qsTr("把二维码对准摄像头") : qsTr("把二维码对准扫码口的红光") // a problem says what to do by itself
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
