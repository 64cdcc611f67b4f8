import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    property string typed: ""
    readonly property string problem: Sentences.line(screen.shown.problem_code)

    question: qsTr("请输入工作人员密码")
    act: qsTr("进入")
    actAnswer: "typed"
    actValues: [typed]
    actActive: typed.length >= screen.shown.digits_min
    says: [problem]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    PinPad {
        anchors.fill: parent
        typed: screen.typed
        digitsMax: screen.shown.digits_max
        onEdited: text => screen.typed = text
    }
}
