import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    property string initials: ""
    readonly property string problem: screen.shown.nothing_for ? qsTr("没找到“%1”。少输几个字母再试").arg(screen.shown.nothing_for) : ""

    question: screen.shown.kind === "medicine" ? qsTr("输入药名的拼音首字母") : qsTr("输入项目名的拼音首字母")
    note: problem && !Theme.portrait ? "" : screen.shown.kind === "medicine" ? qsTr("比如阿莫西林，就输 AMXL") : qsTr("比如血常规，就输 XCG")
    act: qsTr("查一下")
    actActive: screen.initials.length > 0
    actAnswer: "picked"
    actValues: [screen.initials]
    says: [problem]

    known: [
        Banner {
            width: parent.width
            visible: text.length > 0
            squeeze: screen.squeeze
            text: screen.problem
        },
        Surface {
            width: parent.width
            height: Theme.touch

            Label {
                anchors.centerIn: parent
                text: screen.initials
                lineHeight: 1
                font.pixelSize: Theme.choice
                font.letterSpacing: Theme.tick
                weight: Font.Bold
            }
        }
    ]

    LetterPad {
        usable: letters
        width: parent.width
        anchors.bottom: parent.bottom
        canErase: screen.initials.length > 0
        onTyped: letter => screen.initials = (screen.initials + letter).slice(0, screen.shown.initials_max)
        onErased: screen.initials = screen.initials.slice(0, -1)
    }
}
