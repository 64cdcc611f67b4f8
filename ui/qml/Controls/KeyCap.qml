import QtQuick
import "../Theme"

// One key. Pressed twice it types twice, but a trembling finger does not.
Rectangle {
    id: key

    required property string name // what it is called
    property string text: name
    property bool act: false // the one that goes on
    property bool active: true
    signal acted

    radius: Theme.radiusSmall
    color: !active ? Theme.rest : tap.down ? (act ? Theme.actPressed : Theme.pressed) : act ? Theme.act : Theme.card
    border.width: act ? 0 : Theme.rim
    border.color: Theme.edge

    Label {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.tick
        horizontalAlignment: Text.AlignHCenter
        text: key.text
        lineHeight: 1
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.mm(8)
        font.pixelSize: key.text.length > 1 ? Theme.choice : Theme.amount
        wrapMode: Text.NoWrap
        weight: Font.Bold
        color: !key.active ? Theme.inkSoft : key.act ? Theme.actInk : Theme.ink
        Accessible.ignored: true
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: key.active
        name: key.name
        againMs: Theme.keyAgainMs
        onActed: key.acted()
    }
}
