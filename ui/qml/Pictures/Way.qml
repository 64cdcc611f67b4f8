import QtQuick
import "../Controls"
import "../Theme"

// A picture with its words: one way to begin.
Surface {
    id: way

    required property string text
    property alias opening: scene.opening
    default property alias thing: scene.thing
    signal acted

    color: tap.down ? Theme.pressed : Theme.card

    Scene {
        id: scene

        anchors.fill: parent
        anchors.bottomMargin: words.height + Theme.gap
    }

    Label {
        id: words

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.small
        horizontalAlignment: Text.AlignHCenter
        text: way.text
        weight: Font.Medium
        Accessible.ignored: true
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: way.text
        onActed: way.acted()
    }
}
