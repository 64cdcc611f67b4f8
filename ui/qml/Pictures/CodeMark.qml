pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// The look of a two-dimensional code, small: three eyes and some dots. Cannot be scanned, and is not meant to be.
Item {
    id: mark

    property color ink: Theme.machineDark
    readonly property real cell: width / 7

    height: width

    Repeater {
        model: [[0, 0], [4, 0], [0, 4]]

        Rectangle {
            required property var modelData

            x: modelData[0] * mark.cell
            y: modelData[1] * mark.cell
            width: mark.cell * 3
            height: width
            radius: mark.cell * 0.5
            color: "transparent"
            border.width: mark.cell * 0.8
            border.color: mark.ink
        }
    }

    Repeater {
        model: [[4, 4], [6, 4], [5, 5], [4, 6], [6, 6]]

        Rectangle {
            required property var modelData

            x: modelData[0] * mark.cell
            y: modelData[1] * mark.cell
            width: mark.cell
            height: width
            color: mark.ink
        }
    }
}
