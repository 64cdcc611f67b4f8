import QtQuick
import "../Theme"
import "../Wording"

// A card over the screen that waits: one thing, one act.
Item {
    id: overlay

    required property var shown
    required property string question
    required property string note
    required property string act
    required property string actAnswer
    property list<string> says: [] // what is said after question and note
    readonly property string spoken: Words.nonEmpty([question, note].concat(says))
    default property alias more: extra.data
    signal answer(string name, var values)
    signal tool(string name, string value)

    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.veil
    }

    // where they are on the screen beneath in portrait; in landscape above the card
    Pill {
        visible: Theme.elder
        x: Theme.margin
        y: Theme.pad
        text: qsTr("再听一遍")
        icon: "speaker"
        side: Theme.gap
        rimWidth: Theme.rim
        onActed: overlay.tool("speak", "")
    }

    Tools {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.pad
        onTool: (name, value) => overlay.tool(name, value)
    }

    Surface {
        id: card

        readonly property real lowestTop: parent.height - height - Theme.gap
        readonly property real wanted: Theme.portrait ? parent.height * 0.62 - height / 2 : (parent.height - height) / 2

        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(Theme.portrait ? 240 : 300))
        height: content.height + 2 * Theme.wide
        x: (parent.width - width) / 2
        y: Math.max(tools.y + tools.height + Theme.small, Math.min(wanted, lowestTop))
        radius: Theme.radius * 1.4

        Column {
            id: content

            x: Theme.wide
            y: Theme.wide
            width: parent.width - 2 * Theme.wide
            spacing: Theme.gap

            Label {
                width: parent.width
                text: overlay.question
                lineHeight: Theme.questionLineHeight
                font.pixelSize: Theme.question
                weight: Font.Bold
                Accessible.role: Accessible.Heading
            }

            Label {
                width: parent.width
                text: overlay.note
                color: Theme.inkSoft
            }

            Column {
                id: extra

                width: parent.width
            }

            ActButton {
                width: parent.width
                height: Theme.actHeight
                text: overlay.act
                onActed: overlay.answer(overlay.actAnswer, [])
            }
        }
    }

    NumberAnimation on opacity {
        running: !Theme.still
        from: 0
        to: 1
        duration: Theme.swap
        easing.type: Easing.OutCubic
    }
}
