pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Digits, and X where it is wanted. Portrait: three columns, the act below is the screen's. Landscape: a fourth column holds
// the eraser and the act, since there is no room below.
Item {
    id: keypad

    property bool withX: false
    property bool complete: false
    property string done: ""
    signal typed(string key)
    signal erased
    signal finished

    readonly property int space: Theme.portrait ? Theme.small : Theme.tick
    readonly property int columns: Theme.portrait ? 3 : 4
    readonly property real keyWidth: (width - (columns - 1) * space) / columns
    readonly property real keyHeight: Math.min(Theme.mm(52), (height - 3 * space) / 4)
    readonly property var keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", withX ? "X" : "", "0", Theme.portrait ? "erase" : ""]

    Grid {
        id: grid

        anchors.bottom: parent.bottom
        columns: 3
        spacing: keypad.space

        Repeater {
            model: keypad.keys

            Item {
                id: place

                required property string modelData

                width: keypad.keyWidth
                height: keypad.keyHeight

                KeyCap {
                    anchors.fill: parent
                    visible: place.modelData.length > 0
                    name: place.modelData === "erase" ? qsTr("删除") : place.modelData
                    onActed: place.modelData === "erase" ? keypad.erased() : keypad.typed(place.modelData)
                }
            }
        }
    }

    KeyCap {
        id: eraser

        visible: !Theme.portrait
        x: 3 * (keypad.keyWidth + keypad.space)
        y: grid.y
        width: keypad.keyWidth
        height: keypad.keyHeight
        name: qsTr("删除")
        onActed: keypad.erased()
    }

    KeyCap {
        visible: !Theme.portrait
        x: eraser.x
        y: eraser.y + eraser.height + keypad.space
        width: keypad.keyWidth
        height: grid.height - eraser.height - keypad.space
        name: keypad.done
        act: true
        active: keypad.complete
        onActed: keypad.finished()
    }
}
