import QtQuick
import "../Theme"

// One thing of a list: what it is, a fact beneath, and at the right edge what it costs or how it stands.
Rectangle {
    id: row

    required property string text
    property string note: ""
    property string side: ""
    property string sideNote: ""
    property string icon: ""
    property bool usable: true
    property color sideInk: Theme.inkSoft
    readonly property bool low: height < Theme.mm(30)
    readonly property bool narrow: width < Theme.mm(110)
    readonly property int titleSize: Theme.elder ? Theme.body : narrow ? Theme.note : Theme.mm(12.4)
    readonly property bool two: row.note.length === 0 && height > 3.1 * titleSize // lines, where they have room
    signal acted

    radius: Theme.radius
    color: !usable ? Theme.bar : tap.down ? Theme.pressed : Theme.card
    border.width: Theme.hair
    border.color: Theme.line

    IconTile {
        id: tile

        visible: row.icon.length > 0
        x: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        icon: row.icon
        size: Math.min(Theme.tile, row.height - 2 * Theme.tick)
    }

    Column {
        id: words

        anchors.left: tile.visible ? tile.right : parent.left
        anchors.leftMargin: tile.visible ? Theme.small : Theme.gap
        anchors.right: aside.left
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: beneath.visible ? -Theme.note * 0.06 : 0
        spacing: -Theme.note * (row.low ? 0.42 : 0.2)

        Label {
            width: parent.width
            text: row.text
            elide: Text.ElideRight
            maximumLineCount: row.two ? 2 : 1
            lineHeight: row.two ? Theme.questionLineHeight : 1
            font.pixelSize: row.titleSize
            weight: Font.Bold
            color: row.usable ? Theme.ink : Theme.inkSoft
            Accessible.ignored: true
        }

        Label {
            id: beneath

            width: parent.width
            visible: text.length > 0
            text: row.note
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }
    }

    Column {
        id: aside

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: words.spacing

        Label {
            anchors.right: parent.right
            visible: text.length > 0
            text: row.side
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: row.titleSize
            font.features: ({ "tnum": 1 })
            weight: Font.Medium
            color: row.usable ? Theme.ink : Theme.inkSoft
        }

        Label {
            anchors.right: parent.right
            visible: text.length > 0
            text: row.sideNote
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.note
            color: row.usable ? row.sideInk : Theme.inkSoft
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: row.usable
        name: row.text
        onActed: row.acted()
    }
}
