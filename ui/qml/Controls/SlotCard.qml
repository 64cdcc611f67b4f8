import QtQuick
import "../Theme"
import "../Wording"

// Half an hour to come in: when it begins, and how many numbers it has left.
Rectangle {
    id: slot

    required property string starts
    required property int remaining
    readonly property bool usable: remaining > 0
    signal acted

    radius: Theme.radiusSmall
    color: !usable ? Theme.bar : Theme.elder ? (tap.down ? Theme.actPressed : Theme.act) : tap.down ? Theme.pressed : Theme.card
    border.width: Theme.hair
    border.color: usable ? Theme.edge : Theme.line

    Grid {
        anchors.centerIn: parent
        columns: Theme.elder ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: -Theme.note * 0.42
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Label {
            text: slot.starts
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.portrait ? Theme.choice : Theme.body
            font.features: ({ "tnum": 1 })
            weight: Font.Bold
            color: !slot.usable ? Theme.inkSoft : Theme.elder ? Theme.actInk : Theme.ink
            Accessible.ignored: true
        }

        Label {
            text: Visits.left(slot.remaining)
            wrapMode: Text.NoWrap
            lineHeight: 1
            font.pixelSize: Theme.portrait || Theme.elder ? Theme.note : Theme.mm(8.4)
            color: slot.usable && Theme.elder ? Theme.actInkSoft : Theme.inkSoft
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: slot.usable
        name: slot.starts
        onActed: slot.acted()
    }
}
