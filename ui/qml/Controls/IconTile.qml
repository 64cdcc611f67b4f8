import QtQuick
import "../Icons"
import "../Theme"

// An icon on its tinted ground.
Rectangle {
    id: tile

    required property string icon
    property color ink: Theme.accent
    property int size: Theme.tile

    implicitWidth: size
    implicitHeight: size
    radius: size * 0.28
    color: Theme.actTint

    Icon {
        anchors.centerIn: parent
        name: tile.icon
        size: tile.size * 0.62
        color: tile.ink
    }
}
