pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property string typed: screen.shown.typed
    readonly property var all: Array.from(screen.shown.departments)
    readonly property var found: all.filter(row => row.initials.startsWith(typed))
    readonly property var next: found.map(row => row.initials.charAt(typed.length)).filter(letter => letter.length > 0)
    readonly property int rows: Math.max(1, Math.floor((handsHeight - pad.height - Theme.gap) / (Theme.billHeightMin + Theme.tick)))
    readonly property var offers: typed.length > 0 ? found.slice(0, Math.min(rows, Theme.choicesMax)) : []

    question: typed.length > 0 ? typed : qsTr("科室的拼音首字母")
    note: typed.length > 0 ? qsTr("是下面这个科吗？不是就接着点") : qsTr("比如心内科，先点 X")
    says: offers.map(row => Words.local(row.name))

    Column {
        width: parent.width
        anchors.bottom: pad.top
        anchors.bottomMargin: Theme.gap
        spacing: Theme.tick

        Repeater {
            model: screen.offers

            RowCard {
                required property var modelData

                width: pad.width
                height: Theme.billHeightMin
                text: Words.local(modelData.name)
                onActed: screen.answer("picked", [modelData.department_id])
            }
        }
    }

    LetterPad {
        id: pad

        width: parent.width
        anchors.bottom: parent.bottom
        usable: screen.next
        canErase: screen.typed.length > 0
        onTyped: letter => screen.typed += letter
        onErased: screen.typed = screen.typed.slice(0, -1)
    }
}
