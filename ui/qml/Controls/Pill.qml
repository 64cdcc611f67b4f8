import QtQuick
import "../Icons"
import "../Theme"

// A small act: the tools on top, call staff, back.
Rectangle {
    id: pill

    required property string text
    property string icon: ""
    property string iconAfter: ""
    property int textSize: Theme.tool
    property color ground: Theme.card
    property color groundPressed: Theme.pressed
    property color inkColor: Theme.ink
    property color rimColor: Theme.edge
    property int rimWidth: Theme.hair
    property int weight: Font.Medium
    property int side: Theme.wide
    signal acted

    implicitWidth: Math.max(Theme.touch, content.width + 2 * side)
    implicitHeight: Theme.touch
    radius: height / 2
    color: tap.down ? groundPressed : ground
    border.width: rimWidth
    border.color: rimColor

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.small

        Icon {
            visible: pill.icon.length > 0
            anchors.verticalCenter: parent.verticalCenter
            name: pill.icon
            size: pill.textSize * 1.15
            color: pill.inkColor
        }

        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: pill.text
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: pill.inkColor
            font.pixelSize: pill.textSize
            weight: pill.weight
            Accessible.ignored: true
        }

        Icon {
            visible: pill.iconAfter.length > 0
            anchors.verticalCenter: parent.verticalCenter
            name: pill.iconAfter
            size: pill.textSize * 1.15
            color: pill.inkColor
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        name: pill.text
        onActed: pill.acted()
    }
}
