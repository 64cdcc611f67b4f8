pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Digits to type a PIN with: what was typed is shown as dots.
Item {
    id: pad

    required property string typed
    required property int digitsMax
    signal edited(string text)

    readonly property string erase: qsTr("删除")
    // the small panel has room for three rows
    readonly property var keys: Theme.portrait ? ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", erase] : ["1", "2", "3", erase, "4", "5", "6", "0", "7", "8", "9"]
    readonly property int columns: Theme.portrait ? 3 : 4
    readonly property int rows: Math.ceil(keys.length / columns)
    readonly property real keyHeight: Math.min(Theme.mm(44), (height - dots.height - rows * Theme.small) / rows)

    function press(key: string) {
        if (key === erase)
            edited(typed.slice(0, -1));
        else if (typed.length < digitsMax)
            edited(typed + key);
    }

    Label {
        id: dots

        width: parent.width
        height: Theme.portrait ? Theme.mm(16) : Theme.mm(12)
        horizontalAlignment: Text.AlignHCenter
        text: "●".repeat(pad.typed.length)
        font.pixelSize: Theme.choice
        Accessible.ignored: true
    }

    Grid {
        y: dots.height + Theme.small
        columns: pad.columns
        spacing: Theme.small

        Repeater {
            model: pad.keys

            Rectangle {
                id: key

                required property string modelData

                width: (pad.width - (pad.columns - 1) * Theme.small) / pad.columns
                height: pad.keyHeight
                radius: Theme.radiusSmall
                opacity: modelData.length > 0 ? 1 : 0 // a grid would close the gap
                color: tap.down ? Theme.pressed : Theme.card
                border.width: Theme.hair
                border.color: Theme.edge

                Label {
                    anchors.centerIn: parent
                    text: key.modelData
                    font.pixelSize: key.modelData === pad.erase ? Theme.body : Theme.choice
                    weight: Font.Medium
                    Accessible.ignored: true
                }

                TapArea {
                    id: tap

                    anchors.fill: parent
                    visible: key.modelData.length > 0
                    name: key.modelData
                    onActed: pad.press(key.modelData)
                }
            }
        }
    }
}
