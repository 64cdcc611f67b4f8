import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property string digits: ""
    readonly property bool phone: screen.shown.wanted === "phone"
    readonly property bool admission: screen.shown.wanted === "admission"
    readonly property string room: phone ? "000 0000 0000" : admission ? "0000 0000 00" : "0000"
    readonly property bool complete: digits.length === screen.shown.length
    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property string told: digits.length === 0 ? "" : phone ? parted(/^(.{3})(.{1,4})?(.{1,4})?$/) : admission ? parted(/^(.{1,4})(.{1,4})?(.{1,2})?$/) : digits
    readonly property string done: qsTr("好了")

    function parted(parts: var): string {
        return digits.replace(parts, (all, one, two, three) => [one, two, three].filter(part => part).join(" "));
    }

    largeStage: true
    question: phone ? qsTr("您的手机号？") : admission ? qsTr("病人的住院号？") : qsTr("身份证的最后四位？")
    note: screen.problem && !Theme.portrait ? "" : phone ? qsTr("在医院留过的那个，11 位") : admission ? (screen.shown.scanner ? qsTr("十位数；扫腕带上的码也行") : qsTr("十位数，在病人的腕带上")) : qsTr("最后一位是 X，就点 X")
    says: [screen.problem]
    act: Theme.portrait ? done : ""
    actActive: complete
    actAnswer: "typed"
    actValues: [digits]

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
                text: screen.told
                room: screen.room
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
            text: screen.told
            room: screen.room
        }
    }

    Keypad {
        y: display.height + (display.visible ? Theme.gap : 0)
        width: parent.width
        height: parent.height - y
        withX: screen.shown.with_x
        complete: screen.complete
        done: screen.done
        onTyped: key => screen.digits = screen.complete ? screen.digits : screen.digits + key
        onErased: screen.digits = screen.digits.slice(0, -1)
        onFinished: screen.answer("typed", [screen.digits])
    }
}
