pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var offers: [
        { code: "print", text: qsTr("再打一张准备单"), icon: "reprint" },
        { code: "move", text: qsTr("改时间"), icon: "calendar" },
        { code: "give_back", text: qsTr("不做了，取消预约"), icon: "cross" }
    ]

    question: Words.local(screen.shown.plan.name)
    says: facts.says.concat(offers.map(offer => offer.text))

    known: ExamFacts {
        id: facts

        width: parent.width
        plan: screen.shown.plan
        squeeze: screen.squeeze
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.offers

            ChoiceCard {
                required property var modelData
                required property int index

                first: index === 0
                text: modelData.text
                icon: modelData.icon
                onActed: screen.answer("picked", [modelData.code])
            }
        }
    }
}
