import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property string typed: ""
    readonly property bool complete: typed.length >= screen.shown.digits_min
    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property string dots: "●".repeat(typed.length)
    readonly property string done: qsTr("进入")

    largeStage: true
    question: qsTr("请输入工作人员密码")
    act: Theme.portrait ? done : ""
    actAnswer: "typed"
    actValues: [typed]
    actActive: complete
    says: [problem]

    known: [
        Banner {
            width: parent.width
            visible: text.length > 0
            squeeze: screen.squeeze
            text: screen.problem
        },
        Surface {
            visible: !Theme.portrait
            width: parent.width
            height: Theme.mm(30)

            TypedDigits {
                anchors.fill: parent
                text: screen.dots
                room: "●●●●●●"
            }
        }
    ]

    Surface {
        id: display

        visible: Theme.portrait
        width: parent.width
        height: visible ? Theme.mm(40) : 0

        TypedDigits {
            anchors.fill: parent
            text: screen.dots
            room: "●●●●●●"
        }
    }

    Keypad {
        y: display.height + (display.visible ? Theme.gap : 0)
        width: parent.width
        height: parent.height - y
        complete: screen.complete
        done: screen.done
        onTyped: key => screen.typed = screen.typed.length < screen.shown.digits_max ? screen.typed + key : screen.typed
        onErased: screen.typed = screen.typed.slice(0, -1)
        onFinished: screen.answer("typed", [screen.typed])
    }
}
