import QtQuick
import "../Theme"

// An identity card that comes down flat on the reader's face, or is lifted off it. Only position and opacity move.
Item {
    id: picture

    property bool arrived: false
    property bool outward: false // it is lifted off
    readonly property real up: Math.max(0, down - plate.height)
    readonly property real plateWidth: Math.min(width * 0.8, height * 0.9)
    readonly property real cardWidth: plateWidth * 0.66
    readonly property real down: plate.y + (plate.height - card.height) / 2

    Rectangle {
        id: plate

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.min(parent.height - height - Theme.gap, parent.height * 0.44)
        width: picture.plateWidth
        height: width * 0.62
        radius: Theme.radius
        color: Theme.machine
        border.width: Theme.rim
        border.color: Theme.machineEdge

        Rectangle {
            anchors.fill: parent
            anchors.margins: parent.width * 0.06
            radius: Theme.radiusSmall
            color: Theme.machinePlate
            border.width: Theme.rim * 2
            border.color: Theme.slotLight
        }
    }

    IdCardShape {
        id: card

        x: (picture.width - width) / 2
        y: picture.arrived || Theme.still ? (picture.arrived ? picture.down : picture.down - plate.height * 0.5) : 0
        width: picture.cardWidth

        SequentialAnimation {
            running: !Theme.still && !picture.arrived && picture.visible && picture.height > 0
            loops: Animation.Infinite

            PropertyAction { target: card; property: "y"; value: picture.outward ? picture.down : picture.up }
            NumberAnimation { target: card; property: "opacity"; from: 0; to: 1; duration: Theme.swap }
            PauseAnimation { duration: Theme.loop / 8 }
            NumberAnimation {
                target: card
                property: "y"
                to: picture.outward ? picture.up : picture.down
                duration: Theme.loop / 3
                easing.type: Easing.OutCubic
            }
            PauseAnimation { duration: Theme.loop / 3 }
            NumberAnimation { target: card; property: "opacity"; to: 0; duration: Theme.swap }
        }
    }
}
