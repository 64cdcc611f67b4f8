pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property bool onPaper: screen.shown.slip === "printed"
    readonly property var steps: Array.from(screen.shown.steps).map((step, index) => ({ step: step, number: index + 1 }))

    question: qsTr("下一步去哪里")
    act: onPaper ? qsTr("完成") : qsTr("打印带走")
    actAnswer: onPaper ? "continue" : "picked"
    actValues: onPaper ? [] : ["print"]
    actActive: screen.shown.slip !== "printing"
    says: [paper.text, phone.text]

    known: [
        PaperLine {
            id: paper

            width: parent.width
            squeeze: screen.squeeze
            notice: screen.shown.slip
        },
        Pill {
            id: phone

            icon: "phone"
            text: qsTr("带到手机上")
            onActed: screen.answer("picked", ["phone"])
        }
    ]

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.steps
        rowHeightMin: Theme.guideHeightMin
        rowHeightMax: Theme.guideHeightMax
        row: GuideCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            step: modelData.step
            number: modelData.number
        }
    }
}
