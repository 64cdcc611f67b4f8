import QtQuick
import "../Icons"
import "../Theme"

// A choice is a whole card. The most likely one is `first`: larger type, on the act's green. In elder mode all are green.
Rectangle {
    id: choice

    required property string text
    property string note: ""
    property string side: "" // a short fact at the right edge: a balance
    property string icon: ""
    property Component picture: null // instead of the icon, where there is room
    property bool first: false
    property int crowding: 0 // set by the stack
    property bool usable: true
    property color tint: Theme.actTint
    property color tintInk: Theme.accent
    readonly property bool solid: usable && (first || Theme.elder)
    readonly property bool pictured: picture !== null && Theme.portrait && !Theme.elder && height >= Theme.mm(64)
    readonly property bool narrow: width < Theme.mm(150)
    signal acted

    implicitHeight: Math.max(Theme.touch, words.height + 2 * Theme.small, Theme.tile + 2 * Theme.small)
    radius: Theme.radius
    color: !usable ? Theme.bar : solid ? (tap.down ? Theme.actPressed : Theme.act) : tap.down ? Theme.pressed : Theme.card
    border.width: solid ? 0 : Theme.hair
    border.color: Theme.line

    Item {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: choice.narrow ? Theme.gap : Theme.wide
        anchors.rightMargin: choice.narrow ? Theme.gap : Theme.wide
        anchors.verticalCenter: parent.verticalCenter
        height: Math.max(tile.visible ? Theme.tile : 0, words.height)

        IconTile {
            id: tile

            visible: choice.icon.length > 0 && !choice.pictured
            anchors.verticalCenter: parent.verticalCenter
            icon: choice.icon
            size: Math.max(Theme.tile, Math.min(Theme.tileMax, choice.height * 0.42))
            color: choice.solid ? Theme.actRaised : choice.usable ? choice.tint : Theme.rest
            ink: choice.solid ? Theme.actInk : choice.usable ? choice.tintInk : Theme.inkSoft
        }

        Loader {
            id: drawn

            active: choice.pictured
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.mm(62)
            height: Math.min(choice.height - 2 * Theme.gap, Theme.mm(84))
            sourceComponent: choice.picture
        }

        Column {
            id: words

            anchors.left: choice.pictured ? drawn.right : tile.visible ? tile.right : parent.left
            anchors.leftMargin: choice.pictured ? Theme.wide : tile.visible ? Theme.gap : 0
            anchors.right: aside.left
            anchors.rightMargin: Theme.small
            anchors.verticalCenter: parent.verticalCenter
            spacing: 0

            Label {
                width: parent.width
                text: choice.text
                lineHeight: 0.9
                font.pixelSize: (choice.first && !Theme.elder ? Theme.choiceFirst : Theme.choice) * (choice.crowding > 1 ? Theme.squeezeMin : 1)
                weight: Font.Bold
                color: choice.solid ? Theme.actInk : choice.usable ? Theme.ink : Theme.inkSoft
                Accessible.ignored: true
            }

            Label {
                width: parent.width
                visible: text.length > 0 && choice.crowding === 0 && !(Theme.elder && !Theme.portrait)
                text: choice.note
                lineHeight: 0.95
                font.pixelSize: Theme.note
                color: choice.solid ? Theme.actInkSoft : Theme.inkSoft
            }
        }

        Row {
            id: aside

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.small

            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: text.length > 0
                text: choice.side
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.body
                color: choice.solid ? Theme.actInkSoft : Theme.inkSoft
            }

            Icon {
                visible: choice.usable
                anchors.verticalCenter: parent.verticalCenter
                name: "next"
                size: Theme.iconSmall
                color: choice.solid ? Theme.actInkSoft : Theme.inkSoft
            }
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: choice.usable
        name: choice.text
        onActed: choice.acted()
    }
}
