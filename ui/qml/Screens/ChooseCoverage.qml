pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var all: Array.from(screen.shown.coverages).map(row => screen.offer(row)).concat([
        { code: "self_pay", text: qsTr("不用医保，自费"), note: "", usable: true, icon: "self" }
    ])
    // where there is little room, what cannot be picked goes first
    readonly property var offers: all.length <= Theme.choicesMax ? all : all.filter(offer => offer.usable)

    question: qsTr("用哪种医保？")
    says: offers.map(offer => offer.text)

    function offer(row: var): var {
        const note = row.usable ? qsTr("个人账户余额 %1").arg(row.balance) : qsTr("暂停了，现在用不了");
        return { code: row.code, text: Words.local(row.name), note: note, usable: row.usable, icon: "shield" };
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.offers

            ChoiceCard {
                required property var modelData
                required property int index

                first: index === 0 && usable
                usable: modelData.usable
                text: modelData.text
                note: modelData.note
                icon: modelData.icon
                onActed: screen.answer("picked", [modelData.code])
            }
        }
    }
}
