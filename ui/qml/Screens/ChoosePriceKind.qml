pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    readonly property var kinds: Array.from(screen.shown.kinds)

    question: qsTr("查什么的价格？")
    says: kinds.map(kind => screen.offer(kind).text)

    function offer(kind: string): var {
        if (kind === "medicine")
            return { text: qsTr("药品"), note: qsTr("西药、中药、疫苗"), icon: "parcel" };
        return { text: qsTr("检查和治疗"), note: qsTr("挂号、化验、检查、材料"), icon: "price" };
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.kinds

            ChoiceCard {
                required property string modelData
                required property int index
                readonly property var offer: screen.offer(modelData)

                text: offer.text
                note: offer.note
                icon: offer.icon
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
