import QtQuick
import QtQuick.Shapes
import "../Controls"
import "../Icons"
import "../Theme"

// What the camera sees, as in a mirror. Before the first picture there is a drawing of what belongs there.
Item {
    id: view

    property string outline: "code" // code | face: what is to be held into it
    property string thing: outline === "face" ? "person" : "phone" // drawn before the first picture
    property bool good: false // it is held well
    property real share: 0 // how far it has been
    property color ground: Theme.paper // it lies on
    readonly property bool live: Live.on && !lost
    property bool lost: false // it gives no pictures: the last one is none of now
    property string sense: "" // left | right: where the head is to turn

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("摄像头的画面")

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
        visible: view.live
    }

    Icon {
        id: drawing

        anchors.centerIn: parent
        visible: !view.live
        name: view.thing
        size: Math.min(view.width, view.height) * (view.outline === "face" ? 0.36 : 0.46)
        stroke: 1.2
        color: Theme.machineEdge
    }

    FaceOutline {
        anchors.fill: parent
        visible: view.outline === "face"
        good: view.good
        share: view.share
        sense: view.sense
    }

    Icon {
        anchors.centerIn: parent
        visible: view.outline === "code"
        name: "corners"
        size: Math.min(view.width, view.height) * 0.84
        stroke: 0.7
        color: view.good ? Theme.slotLight : Theme.glass
    }

    Waiting {
        anchors.horizontalCenter: parent.horizontalCenter
        y: drawing.y + drawing.height + height / 2
        visible: !view.live && !Theme.still
        ink: Theme.slotLight
    }

    // the corners are the ground's
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
}
