import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var visit: screen.shown.visit ?? null
    readonly property string todo: Sentences.todo(screen.shown.reason_code)

    question: Sentences.what(screen.shown.reason_code)
    note: Theme.portrait ? "" : todo
    act: qsTr("知道了")
    wayBack: ""
    handsNeeded: (advice.visible ? advice.implicitHeight : 0) + (facts.visible ? facts.height + Theme.gap : 0)
    says: [advice.visible ? todo : "", department.text, when.text, when.amount, where.text]

    Column {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        spacing: Theme.gap

        Surface {
            id: facts

            visible: screen.visit !== null
            width: parent.width
            height: rows.height + 2 * Theme.gap

            Column {
                id: rows

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                Label {
                    id: department

                    width: parent.width
                    text: screen.visit ? Words.local(screen.visit.department) : ""
                    font.pixelSize: Theme.portrait ? Theme.choice : Theme.body
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    weight: Font.Bold
                }

                FactRow {
                    id: when

                    width: parent.width
                    text: screen.visit ? Words.day(screen.visit.date) : ""
                    amount: screen.visit ? screen.visit.starts + "–" + screen.visit.ends : ""
                }

                Label {
                    id: where

                    width: parent.width
                    text: screen.visit ? Words.local(screen.visit.place) : ""
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    color: Theme.inkSoft
                }
            }
        }

        Advice {
            id: advice

            visible: Theme.portrait
            width: parent.width
            icon: "touch"
            text: screen.todo
            strong: !Theme.elder
        }
    }
}
