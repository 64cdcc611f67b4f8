pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Our own letters: no input method needed. Those that lead nowhere cannot be touched. Where there is little room, in two
// halves.
Grid {
    id: pad

    property var usable: [] // letters that lead on
    property bool canErase: false
    property bool second: false // the half from N on
    readonly property bool halved: !Theme.portrait
    readonly property list<string> letters: Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    readonly property list<string> shown: halved ? (second ? letters.slice(13) : letters.slice(0, 13)) : letters
    readonly property real cellWidth: (width - (columns - 1) * spacing) / columns
    readonly property int rowCount: Math.ceil((shown.length + (halved ? 2 : 1)) / columns)
    readonly property int cellHeight: Math.max(Theme.touch, Theme.mm(Theme.portrait ? 23 : 21))
    signal typed(string letter)
    signal erased

    columns: halved ? 5 : 7
    spacing: Theme.tick
    height: rowCount * (cellHeight + spacing) - spacing

    Repeater {
        model: pad.shown

        LetterKey {
            required property string modelData

            width: pad.cellWidth
            height: pad.cellHeight
            text: modelData
            usable: pad.usable.includes(modelData)
            onActed: pad.typed(modelData)
        }
    }

    LetterKey {
        visible: pad.halved
        width: pad.cellWidth
        height: pad.cellHeight
        text: pad.second ? "A–M" : "N–Z"
        plain: true
        onActed: pad.second = !pad.second
    }

    LetterKey {
        width: pad.cellWidth
        height: pad.cellHeight
        text: qsTr("删除")
        plain: true
        usable: pad.canErase
        onActed: pad.erased()
    }
}
