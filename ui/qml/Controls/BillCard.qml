import QtQuick
import "../Theme"
import "../Wording"

// One bill: chosen or not, what for, from where, how much.
Rectangle {
    id: bill

    required property var row // a BillRow
    property bool chosen: true
    readonly property string title: Words.local(row.title)
    readonly property string department: Words.local(row.department)
    readonly property string origin: row.put_off ? qsTr("先看后付 · %1").arg(department) : Theme.elder || (!Theme.portrait && Words.english) ? department : department + " · " + Words.day(row.ordered_at)
    readonly property string reason: Words.local(row.not_insurable_reason)
    readonly property string items: Array.from(row.item_names).map(name => Words.local(name)).join(Words.english ? ", " : "、")
    readonly property bool stacked: Theme.elder // the amount under the title, not beside it
    readonly property int titleSize: Theme.elder ? Theme.body : Theme.mm(12.4)
    signal toggled

    radius: Theme.radius
    color: tap.down ? Theme.pressed : Theme.card
    border.width: chosen ? Theme.rim : Theme.hair
    border.color: chosen ? Theme.accent : Theme.line

    CheckMark {
        id: mark

        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        checked: bill.chosen
    }

    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: bill.stacked ? parent.right : amount.left
        anchors.rightMargin: bill.stacked ? Theme.gap : Theme.small
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.note * 0.06 // the ink sits low in its line
        spacing: -Theme.note * (bill.height >= Theme.billItemsHeight ? 0.24 : 0.38) // the font's own leading is enough

        Label {
            width: parent.width
            text: bill.title
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: bill.titleSize
            weight: Font.Bold
            Accessible.ignored: true
        }

        Label {
            width: parent.width - (bill.stacked ? amount.width + Theme.small : 0)
            text: bill.reason || bill.origin
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: bill.reason ? Theme.amber : Theme.inkSoft
        }

        Label {
            width: parent.width
            visible: text.length > 0 && !bill.stacked && bill.height >= Theme.billItemsHeight
            text: bill.items
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }
    }

    Label {
        id: amount

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        y: bill.stacked ? words.y + words.height - height : (parent.height - height) / 2
        text: bill.row.amount
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: bill.titleSize
        font.features: ({ "tnum": 1 })
        weight: Font.Medium
        color: bill.chosen ? Theme.ink : Theme.inkSoft
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: bill.title
        checkable: true
        checked: bill.chosen
        onActed: bill.toggled()
    }
}
