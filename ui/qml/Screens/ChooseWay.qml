pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var offers: Array.from(screen.shown.offers)

    question: qsTr("这份药怎么拿？")
    note: Words.local(screen.shown.title)
    says: offers.map(offer => Ways.nameOf(offer.way))

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.offers

            ChoiceCard {
                required property var modelData

                text: Ways.nameOf(modelData.way)
                note: Words.local(modelData.promise)
                side: modelData.fee_fen > 0 ? modelData.fee : qsTr("免费")
                icon: Ways.iconOf(modelData.way)
                onActed: screen.answer("picked", [modelData.way])
            }
        }
    }
}
