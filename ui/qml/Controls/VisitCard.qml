import QtQuick
import "../Theme"
import "../Wording"

// One visit to choose: which department, which doctor, when. One line each, however long the names are.
Rectangle {
    id: card

    required property var row // a VisitRow
    readonly property string department: Words.local(row.department)
    readonly property string more: [Words.local(row.doctor), row.unpaid ? qsTr("还没付挂号费") : ""].filter(part => part.length > 0).join(" · ")
    signal acted

    radius: Theme.radius
    color: Theme.elder ? (tap.down ? Theme.actPressed : Theme.act) : tap.down ? Theme.pressed : Theme.card
    border.width: Theme.elder ? 0 : Theme.hair
    border.color: Theme.line

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.wide
        anchors.right: starts.left
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        spacing: -Theme.note * 0.3 // the font's own leading is enough

        Label {
            width: parent.width
            text: card.department
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.elder ? Theme.body : Theme.mm(12.4)
            weight: Font.Bold
            color: Theme.elder ? Theme.actInk : Theme.ink
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            visible: text.length > 0
            text: card.more
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note * (Theme.elder ? 0.8 : 1)
            color: Theme.elder ? Theme.actInkSoft : Theme.inkSoft
        }
    }

    Label {
        id: starts

        anchors.right: parent.right
        anchors.rightMargin: Theme.wide
        anchors.verticalCenter: parent.verticalCenter
        text: card.row.starts
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: Theme.choice
        weight: Font.Bold
        color: Theme.elder ? Theme.actInk : Theme.accent
        font.features: ({ "tnum": 1 })
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: card.department
        onActed: card.acted()
    }
}
