pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// A code to be scanned from the screen: black on white in every mode, with its quiet zone.
Rectangle {
    id: code

    required property string text
    property string name: "" // what a screen reader calls it
    readonly property int quiet: Math.round(width * 0.03) // the picture brings its own quiet zone

    radius: Theme.radiusSmall
    color: Theme.qrLight

    Image {
        anchors.centerIn: parent
        width: parent.width - 2 * code.quiet
        height: width
        sourceSize: Qt.size(width, height)
        fillMode: Image.Pad // never stretched: a module is a whole number of pixels
        smooth: false
        cache: false
        source: code.text.length > 0 && width > 0 ? "image://qr/" + encodeURIComponent(code.text) : ""
        Accessible.role: Accessible.Graphic
        Accessible.name: code.name
    }
}
