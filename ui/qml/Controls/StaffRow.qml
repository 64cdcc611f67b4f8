import QtQuick
import "../Theme"
import "../Wording"

// One thing that waits: which, how much, what state it is in, since when.
Rectangle {
    id: row

    required property var item // a StaffItem
    signal acted

    radius: Theme.radius
    color: tap.down ? Theme.pressed : Theme.card
    border.width: item.theirs ? Theme.rim : Theme.hair
    border.color: item.theirs ? Theme.amberMark : Theme.line

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: amount.left
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        spacing: -Theme.note * 0.3

        Label {
            width: parent.width
            text: row.item.trace_number
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.body
            weight: Font.Bold
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: StaffWords.row(row.item)
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: row.item.theirs ? Theme.amber : Theme.inkSoft
        }
    }

    Label {
        id: amount

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: row.item.amount ?? ""
        wrapMode: Text.NoWrap
        font.pixelSize: Theme.body
        font.features: ({ "tnum": 1 })
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: row.item.trace_number
        onActed: row.acted()
    }
}
