import QtQuick
import "../Theme"

// One key of our own letters.
Rectangle {
    id: key

    required property string text
    property bool usable: true
    property bool plain: false // no letter: a word on it
    signal acted

    radius: Theme.radiusSmall
    color: !usable ? Theme.bar : tap.down ? Theme.pressed : Theme.card
    border.width: usable ? Theme.rim : Theme.hair
    border.color: usable ? Theme.edge : Theme.line

    Label {
        anchors.centerIn: parent
        width: parent.width - Theme.tick
        horizontalAlignment: Text.AlignHCenter
        text: key.text
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: key.plain ? Theme.note : Theme.choice
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.mm(10)
        weight: Font.Bold
        color: key.usable ? Theme.ink : Theme.inkSoft
        Accessible.ignored: true
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: key.usable
        name: key.text
        onActed: key.acted()
    }
}
