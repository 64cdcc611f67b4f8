pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Our own letters for pinyin initials: no input method needed. Where there is little room, in two halves.
Flow {
    id: pad

    property bool canErase: false
    property bool second: false // the half from N on
    readonly property bool halved: !Theme.portrait
    readonly property int columns: halved ? 5 : 7
    readonly property var letters: Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    readonly property var keys: (halved ? letters.slice(second ? 13 : 0, second ? 26 : 13).concat([second ? "A–M" : "N–Z"]) : letters)
    readonly property int cellWidth: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property int cellHeight: Math.max(Theme.touch, Theme.mm(Theme.portrait ? 25 : 21))
    signal typed(string letter)
    signal erased

    spacing: Theme.tick

    Repeater {
        model: pad.keys

        Pill {
            required property string modelData

            width: pad.cellWidth
            height: pad.cellHeight
            radius: Theme.radiusSmall
            side: 0
            text: modelData
            textSize: modelData.length > 1 ? Theme.tool : Theme.choice
            onActed: modelData.length > 1 ? pad.second = !pad.second : pad.typed(modelData)
        }
    }

    Pill {
        width: pad.halved ? pad.cellWidth : 2 * pad.cellWidth + pad.spacing
        height: pad.cellHeight
        radius: Theme.radiusSmall
        side: 0
        text: qsTr("删除")
        enabled: pad.canErase
        inkColor: pad.canErase ? Theme.ink : Theme.inkSoft
        onActed: pad.erased()
    }
}
