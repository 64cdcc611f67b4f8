import QtQuick
import "../Theme"

// A fact and its amount, the amount to the right.
Item {
    id: fact

    required property string text
    required property string amount
    property string note: ""
    property color mark: "transparent" // a dot of the colour it has in the bar

    implicitHeight: Math.max(words.height, value.height)

    Rectangle {
        id: dot

        visible: fact.mark.a > 0
        width: Theme.tick * 2
        height: width
        radius: width / 2
        y: (Theme.body * Theme.naturalLine - height) / 2
        color: fact.mark
    }

    Column {
        id: words

        x: dot.visible ? dot.width + Theme.tick * 1.5 : 0
        width: parent.width - x - value.implicitWidth - Theme.small

        Label {
            width: parent.width
            text: fact.text
            color: Theme.inkSoft
        }

        Label {
            width: parent.width
            visible: text.length > 0
            text: fact.note
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }
    }

    Label {
        id: value

        anchors.right: parent.right
        text: fact.amount
        wrapMode: Text.NoWrap
        weight: Font.Medium
        font.features: ({ "tnum": 1 })
    }
}
