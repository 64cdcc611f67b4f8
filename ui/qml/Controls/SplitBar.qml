pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Who pays how much, as lengths: the insurer, the personal account, you.
Row {
    id: bar

    required property real fund
    required property real account
    required property real patient
    readonly property real whole: Math.max(0.01, fund + account + patient)

    height: Theme.mm(Theme.portrait ? 7 : 5)
    spacing: Theme.hair * 2

    Repeater {
        model: [[bar.fund, Theme.sea], [bar.account, Theme.plum], [bar.patient, Theme.accent]]

        Rectangle {
            required property var modelData

            visible: modelData[0] > 0
            width: Math.max(bar.height, (bar.width - 2 * bar.spacing) * modelData[0] / bar.whole)
            height: bar.height
            radius: Theme.tick
            color: modelData[1]
        }
    }
}
