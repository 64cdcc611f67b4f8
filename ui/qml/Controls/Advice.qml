import QtQuick
import "../Theme"

// One sentence that matters, with its sign: is the money safe, what to do now.
Surface {
    id: advice

    required property string icon
    required property string text
    property bool calm: true
    property bool strong: false

    implicitHeight: Math.max(tile.height, words.height, Theme.portrait ? Theme.mm(44) : 0) + 2 * Theme.gap

    IconTile {
        id: tile

        size: Theme.portrait ? Theme.mm(32) : Theme.tile
        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        icon: advice.icon
        color: advice.calm ? Theme.actTint : Theme.amberTint
        ink: advice.calm ? Theme.accent : Theme.amberMark
    }

    Label {
        id: words

        anchors.left: tile.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: advice.text
        font.pixelSize: advice.strong ? Theme.choice : Theme.body
        weight: advice.strong ? Font.Bold : Font.Medium
    }
}
