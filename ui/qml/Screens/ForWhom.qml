pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property var offers: [{ code: "myself", text: qsTr("给自己办"), icon: "person" }].concat(Array.from(screen.shown.dependents).map(row => screen.offer(row)))

    readonly property bool few: offers.length <= Math.min(5, Theme.choicesMax) // more go in pages

    question: qsTr("给谁办？")
    note: qsTr("医院登记过，您可以替这些人办")
    says: Array.from(few ? offers : pager.pageItems ?? []).map(offer => offer.text)

    function offer(row: var): var {
        const words = {
            "child": qsTr("给孩子 %1"),
            "parent": qsTr("给父母 %1"),
            "spouse": qsTr("给爱人 %1")
        };
        return { code: row.dependent_id, text: (words[row.relation] ?? qsTr("给家人 %1")).arg(row.masked_name), icon: "shield" };
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.few ? screen.offers : []

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

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.few ? [] : screen.offers
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: ChoiceCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            first: modelData.code === "myself"
            text: modelData.text
            icon: modelData.icon
            crowding: 1
            onActed: screen.answer("picked", [modelData.code])
        }
    }
}
