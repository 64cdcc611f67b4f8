import QtQuick
import QtQuick.Shapes
import "../Icons"
import "../Theme"

// What the camera sees, as in a mirror. Before the first picture there is a drawing of what belongs there.
Item {
    id: view

    property string outline: "code" // code | face: what is to be held into it
    property bool good: false // it is held well
    property color ground: Theme.paper // it lies on
    property string sense: "" // left | right: where the head is to turn

    readonly property real inset: Math.min(width, height) * 0.08
    readonly property real ovalHeight: Math.min(height * 0.78, width * 0.9)
    readonly property real ovalWidth: ovalHeight * 0.74
    readonly property real beside: (width - ovalWidth) / 2
    readonly property color mark: view.good ? Theme.slotLight : Theme.glass

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.machineDark
    }

    Image {
        anchors.fill: parent
        source: Live.picture
        fillMode: Image.PreserveAspectCrop
        cache: false
        smooth: true
        visible: Live.on
    }

    Icon {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: corners.visible ? corners.anchors.verticalCenterOffset : 0
        visible: !Live.on
        name: view.outline === "face" ? "person" : "phone"
        size: Math.min(view.width, view.height) * 0.46
        stroke: 1.2
        color: Theme.machineEdge
    }

    // beside the face it is darker; the corners are the ground's
    Shape {
        anchors.fill: parent
        visible: view.outline === "face"

        ShapePath {
            strokeColor: "transparent"
            fillColor: Theme.veil
            fillRule: ShapePath.OddEvenFill

            PathRectangle { width: view.width; height: view.height }
            PathAngleArc {
                moveToStart: true
                centerX: view.width / 2
                centerY: view.height / 2
                radiusX: view.ovalWidth / 2
                radiusY: view.ovalHeight / 2
                startAngle: 0
                sweepAngle: 360
            }
        }
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: "transparent"
            fillColor: view.ground
            fillRule: ShapePath.OddEvenFill

            PathRectangle { width: view.width; height: view.height }
            PathRectangle { width: view.width; height: view.height; radius: Theme.radius }
        }
    }

    Rectangle {
        visible: view.outline === "face"
        anchors.centerIn: parent
        width: view.ovalWidth
        height: view.ovalHeight
        radius: 0
        color: "transparent"

        Shape {
            anchors.fill: parent

            ShapePath {
                strokeColor: view.mark
                strokeWidth: Theme.rim * (view.good ? 4 : 2)
                fillColor: "transparent"

                PathAngleArc {
                    moveToStart: true
                    centerX: view.ovalWidth / 2
                    centerY: view.ovalHeight / 2
                    radiusX: view.ovalWidth / 2
                    radiusY: view.ovalHeight / 2
                    startAngle: 0
                    sweepAngle: 360
                }
            }
        }
    }

    Icon {
        id: corners

        anchors.centerIn: parent
        anchors.verticalCenterOffset: view.height < Theme.mm(130) ? sign.height / 2 : 0 // below the sign
        visible: view.outline === "code"
        name: "corners"
        size: Math.min(view.width, view.height) - 2 * view.inset
        stroke: 0.7
        color: view.mark
    }

    Icon {
        id: arrow

        visible: view.sense.length > 0
        y: (view.height - height) / 2
        x: (view.sense === "left" ? 0 : view.width - view.beside) + (view.beside - width) / 2 + slide // beside the oval, never on it
        name: view.sense === "left" ? "back" : "next"
        size: Math.min(view.beside * 0.8, view.height * 0.24)
        color: Theme.slotLight

        property real slide: 0

        SequentialAnimation on slide {
            running: !Theme.still && arrow.visible
            loops: Animation.Infinite

            NumberAnimation { from: 0; to: (view.sense === "left" ? -view.beside : view.beside) * 0.1; duration: Theme.breath / 2; easing.type: Easing.OutCubic }
            NumberAnimation { to: 0; duration: Theme.breath / 2; easing.type: Easing.InCubic }
        }
    }

    CameraSign {
        id: sign

        x: Theme.small
        y: Theme.small
        visible: (Live.on || Theme.still) && (Theme.portrait || view.outline === "code") // else it would lie on the oval
    }
}
