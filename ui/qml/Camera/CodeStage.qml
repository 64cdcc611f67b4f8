pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

// Where a code is held: to the scanner's red light, or before the camera.
Surface {
    id: stage

    required property bool byCamera
    property string problemCode: ""
    property string held: "phone" // or slip
    default property alias thing: scene.thing

    Scene {
        id: scene

        anchors.fill: parent
        visible: !stage.byCamera
        opening: "scanner"
    }

    Loader {
        anchors.fill: parent
        anchors.margins: Theme.small
        active: stage.byCamera
        sourceComponent: CameraView {
            ground: Theme.card
            thing: stage.held
            lost: stage.problemCode.startsWith("CAMERA_")
        }
    }
}
