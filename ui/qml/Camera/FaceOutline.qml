pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../Icons"
import "../Theme"

// Where the face belongs, how far it has been held or what was asked of it been done, and where the head is to turn.
Item {
    id: outline

    property bool good: false
    property real share: 0 // of the whole: 0 to 1
    property string sense: "" // left | right

    readonly property real ovalHeight: Math.min(height * 0.78, width * 0.9)
    readonly property real ovalWidth: ovalHeight * 0.74
    readonly property real beside: (width - ovalWidth) / 2

    component Arc: PathAngleArc {
        moveToStart: true
        centerX: outline.width / 2
        centerY: outline.height / 2
        radiusX: outline.ovalWidth / 2
        radiusY: outline.ovalHeight / 2
        startAngle: -90
        sweepAngle: 360
    }

    // beside the face it is darker
    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: "transparent"
            fillColor: Theme.veil
            fillRule: ShapePath.OddEvenFill

            PathRectangle { width: outline.width; height: outline.height }
            Arc {}
        }
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeColor: outline.good ? Theme.slotLight : Theme.glass
            strokeWidth: Theme.rim * (outline.good ? 3 : 2)
            fillColor: "transparent"

            Arc {}
        }
    }

    Shape {
        anchors.fill: parent
        visible: outline.share > 0

        ShapePath {
            strokeColor: Theme.slotLight
            strokeWidth: Theme.rim * 8
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            Arc { sweepAngle: 360 * Math.min(1, outline.share) }
        }
    }

    Icon {
        id: arrow

        readonly property bool leftward: outline.sense === "left"
        property real slide: 0

        visible: outline.sense.length > 0
        y: (parent.height - height) / 2
        x: (leftward ? 0 : parent.width - outline.beside) + (outline.beside - width) / 2 + slide // beside the oval, never on it
        name: leftward ? "back" : "next"
        size: Math.min(outline.beside * 1.5, parent.height * 0.36) // the drawing is a third of its field
        color: Theme.slotLight

        SequentialAnimation on slide {
            running: !Theme.still && arrow.visible
            loops: Animation.Infinite

            NumberAnimation { from: 0; to: (arrow.leftward ? -outline.beside : outline.beside) * 0.1; duration: Theme.breath / 2; easing.type: Easing.OutCubic }
            NumberAnimation { to: 0; duration: Theme.breath / 2; easing.type: Easing.InCubic }
        }
    }
}
