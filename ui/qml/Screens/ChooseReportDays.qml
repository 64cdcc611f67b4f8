pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    question: qsTr("看多久以内的报告？")
    note: qsTr("一般选最近一周就够了")
    says: Array.from(screen.shown.days).map(days => screen.name(days))

    function name(days: int): string {
        return days === 365 ? qsTr("最近一年") : days === 7 ? qsTr("最近一周") : qsTr("最近 %1 天").arg(days);
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.shown.days

            ChoiceCard {
                required property int modelData
                required property int index

                first: index === 0
                text: screen.name(modelData)
                icon: "calendar"
                onActed: screen.answer("picked", [String(modelData)])
            }
        }
    }
}
