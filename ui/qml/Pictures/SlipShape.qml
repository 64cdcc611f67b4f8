pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import "../Theme"

// A slip of paper with its torn edge, some lines and a code.
Item {
    id: slip

    property real tooth: width / 12

    height: width * 1.5

    Rectangle {
        width: parent.width
        height: parent.height - slip.tooth
        color: Theme.slipPaper
        border.width: Theme.hair
        border.color: Theme.slipEdge
    }

    Shape {
        anchors.bottom: parent.bottom
        width: parent.width
        height: slip.tooth * 1.1

        ShapePath {
            fillColor: Theme.slipPaper
            strokeColor: Theme.slipEdge
            strokeWidth: Theme.hair
            startX: 0
            startY: 0

            PathPolyline {
                path: Array.from({ length: 13 }, (_, index) => Qt.point(index * slip.width / 12, index % 2 ? slip.tooth : 0))
            }
        }
    }

    Column {
        x: parent.width * 0.14
        y: parent.height * 0.5
        width: parent.width * 0.72
        spacing: parent.width * 0.09

        Repeater {
            model: [1, 0.62, 0.8]

            Rectangle {
                required property real modelData

                width: slip.width * 0.72 * modelData
                height: slip.width * 0.055
                radius: height / 2
                color: Theme.slipInk
            }
        }
    }

    CodeMark {
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.1
        width: parent.width * 0.46
    }
}
