pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var offers: Array.from(screen.shown.choices)

    question: Words.local(screen.shown.question)
    note: Theme.elder && !Theme.portrait ? "" : Words.local(screen.shown.hint)
    says: offers.map(offer => Words.local(offer.text))

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.offers

            ChoiceCard {
                required property var modelData

                text: Words.local(modelData.text)
                onActed: screen.answer("picked", [modelData.choice_id])
            }
        }
    }
}
