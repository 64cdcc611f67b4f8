import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

// Where a code is held: to the scanner's red light, or before the camera.
Surface {
    id: stage

    required property bool byCamera
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
        sourceComponent: CameraView { ground: Theme.card }
    }
}
