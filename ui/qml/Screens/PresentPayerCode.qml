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
    question: qsTr("出示付款码，付 %1").arg(screen.shown.amount)
    note: screen.problem && (!Theme.portrait || (Theme.elder && screen.shown.by_camera)) ? "" : screen.shown.by_camera ? qsTr("打开微信、支付宝的付款码，对准摄像头") : qsTr("打开微信、支付宝的付款码，对准红光") // a problem says what to do by itself
    wayBack: screen.shown.problem_code.startsWith("CAMERA_") ? qsTr("换种付法") : qsTr("返回") // the sentence says so: here it is
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

        PhoneShape { width: parent.width }
    }
}
