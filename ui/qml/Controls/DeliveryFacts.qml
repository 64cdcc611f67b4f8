import QtQuick
import "../Theme"
import "../Wording"

// How the medicine comes, where to, what it costs.
Surface {
    id: facts

    required property var plan // a DeliveryPlan
    readonly property var address: plan.address ?? null
    readonly property string place: address ? address.masked_text : Words.local(plan.window)
    readonly property string who: address ? address.masked_name + " " + address.masked_phone : ""
    readonly property string promise: Words.local(plan.promise)
    readonly property list<string> says: [place, who, promise]

    implicitHeight: column.height + 2 * Theme.gap

    Column {
        id: column

        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.portrait ? Theme.small : 0

        Label { width: parent.width; text: facts.place; weight: Font.Bold }
        Label { width: parent.width; visible: text.length > 0; text: facts.who; color: Theme.inkSoft }
        Label { width: parent.width; text: facts.promise; color: Theme.accent; weight: Font.Medium }
        FactRow { width: parent.width; text: qsTr("费用"); amount: facts.plan.fee_fen > 0 ? facts.plan.fee : qsTr("免费") }
    }
}
