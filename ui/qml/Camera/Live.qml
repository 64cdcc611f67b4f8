pragma Singleton
import QtQuick

// Whether the camera is on, and its newest picture. Set by Main.
QtObject {
    id: live

    property int number: 0 // new for each picture; 0: the camera is off
    readonly property bool on: number > 0
    readonly property url picture: on ? "image://live/" + number : ""
}
