pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var reasons: Array.from(screen.shown.reasons)

    question: qsTr("为什么？")
    note: screen.shown.trace_number + " · " + StaffWords.act(screen.shown.act)
    says: reasons.map(reason => StaffWords.reason(reason))

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.reasons

            ChoiceCard {
                required property string modelData

                text: StaffWords.reason(modelData)
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
