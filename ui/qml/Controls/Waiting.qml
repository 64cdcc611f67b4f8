pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Three dots that take turns: something is going on.
Row {
    id: waiting

    property color ink: Theme.accent

    spacing: Theme.small

    Repeater {
        model: 3

        Rectangle {
            id: dot

            required property int index

            width: Theme.mm(6)
            height: width
            radius: width / 2
            color: waiting.ink
            opacity: Theme.still ? 1 - index * 0.3 : 0.25

            SequentialAnimation on opacity {
                running: !Theme.still && waiting.visible
                loops: Animation.Infinite

                PauseAnimation { duration: dot.index * Theme.swap }
                NumberAnimation { to: 1; duration: Theme.swap }
                NumberAnimation { to: 0.25; duration: Theme.swap * 2 }
                PauseAnimation { duration: (3 - dot.index) * Theme.swap }
            }
        }
    }
}
