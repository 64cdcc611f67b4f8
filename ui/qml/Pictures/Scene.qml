import QtQuick
import "../Theme"

// A thing and the opening of the machine it goes into, comes out of, or is held to. Only position and opacity move.
Item {
    id: scene

    property string opening: "slot" // slot | printer | scanner
    property bool outward: false // the thing comes out to you
    property bool arrived: false // it is in: nothing moves
    property bool alarm: false
    property real thingWidth: Math.min(width * 0.46, height * 0.34)
    default property alias thing: mover.data

    readonly property real faceHeight: Math.min(height * 0.34, width * 0.6)
    readonly property real mouth: faceHeight * 0.62 // where things vanish
    readonly property real outside: scene.opening === "scanner" ? height * 0.52 : faceHeight + height * 0.08
    readonly property real inside: scene.opening === "scanner" ? faceHeight + Theme.tick
                                                               : mouth - mover.childrenRect.height * (outward ? 0.72 : 0.46)
    readonly property color lightColor: scene.alarm || scene.opening === "scanner" ? Theme.scanLight : Theme.slotLight

    clip: true

    Rectangle {
        x: face.x
        y: face.y
        width: face.width
        height: face.height + Theme.rim * 2
        radius: Theme.radius
        color: Theme.machineEdge
    }

    Rectangle {
        id: face

        x: parent.width * 0.08
        y: -radius
        width: parent.width * 0.84
        height: scene.faceHeight + radius
        radius: Theme.radius
        color: Theme.machine

        Rectangle {
            id: plate

            anchors.horizontalCenter: parent.horizontalCenter
            y: light.y - height * 0.2
            width: opening.width * 1.2
            height: opening.y + opening.height - light.y + opening.width * 0.16
            radius: Theme.radiusSmall
            color: Theme.machinePlate
        }

        Rectangle {
            id: light

            anchors.horizontalCenter: parent.horizontalCenter
            y: face.radius + scene.mouth - scene.faceHeight * 0.3
            width: opening.width
            height: Math.max(3, scene.faceHeight * 0.06)
            radius: height / 2
            color: scene.lightColor

            SequentialAnimation on opacity {
                running: !Theme.still && scene.visible
                loops: Animation.Infinite

                NumberAnimation { from: 1; to: 0.25; duration: Theme.breath; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.25; to: 1; duration: Theme.breath; easing.type: Easing.InOutSine }
            }
        }

        Rectangle {
            id: opening

            anchors.horizontalCenter: parent.horizontalCenter
            y: face.radius + scene.mouth - height / 2
            width: scene.thingWidth * 1.25
            height: scene.faceHeight * (scene.opening === "scanner" ? 0.3 : 0.12)
            radius: Math.min(height / 2, Theme.radiusSmall)
            color: Theme.machineDark

            Rectangle {
                visible: scene.opening === "scanner"
                anchors.centerIn: parent
                width: parent.width * 0.8
                height: Math.max(3, parent.height * 0.12)
                radius: height / 2
                color: Theme.scanLight
            }
        }
    }

    Item {
        id: front // what is beyond the opening does not show

        y: scene.opening === "scanner" ? 0 : scene.mouth
        width: parent.width
        height: parent.height - y
        clip: true

        Item {
            id: mover

            x: (scene.width - scene.thingWidth) / 2
            y: (scene.arrived ? scene.inside : scene.outward ? scene.outside * 0.9 : scene.outside * 0.55 + scene.inside * 0.45) - front.y
            width: scene.thingWidth
            height: childrenRect.height

            SequentialAnimation {
                running: !Theme.still && !scene.arrived && scene.visible && scene.height > 0
                loops: Animation.Infinite

                PropertyAction { target: mover; property: "y"; value: (scene.outward ? scene.inside : scene.outside) - front.y }
                NumberAnimation { target: mover; property: "opacity"; from: 0; to: 1; duration: Theme.swap }
                PauseAnimation { duration: Theme.loop / 8 }
                NumberAnimation {
                    target: mover
                    property: "y"
                    from: (scene.outward ? scene.inside : scene.outside) - front.y
                    to: (scene.outward ? scene.outside : scene.inside) - front.y
                    duration: Theme.loop / 3
                    easing.type: Easing.InOutCubic
                }
                PauseAnimation { duration: Theme.loop / 3 }
                NumberAnimation { target: mover; property: "opacity"; from: 1; to: 0; duration: Theme.swap }
            }
        }
    }
}
