import QtQuick
import "../Icons"
import "../Theme"

// One act on the way: done, going on, or still to come.
Item {
    id: row

    required property string text
    required property string standing // done | now | later
    property string note: ""
    property bool last: false
    property real room: 0 // height it may take

    implicitHeight: Math.max(words.height + (last ? 0 : Theme.small), Math.min(Theme.mm(last ? 28 : 58), room))

    Rectangle {
        visible: !row.last
        x: mark.width / 2 - width / 2
        y: mark.height
        width: Theme.rim
        height: parent.height - mark.height
        color: row.standing === "done" ? Theme.accent : Theme.rest
    }

    Rectangle {
        id: mark

        width: Theme.mm(Theme.portrait ? 22 : 18)
        height: width
        radius: width / 2
        color: row.standing === "done" ? Theme.act : Theme.card
        border.width: row.standing === "done" ? 0 : Theme.rim
        border.color: row.standing === "now" ? Theme.accent : Theme.rest

        Icon {
            visible: row.standing === "done"
            anchors.centerIn: parent
            name: "tick"
            size: mark.width * 0.6
            stroke: 3
            color: Theme.actInk
        }

        Rectangle {
            visible: row.standing === "now"
            anchors.centerIn: parent
            width: mark.width * 0.46
            height: width
            radius: width / 2
            color: Theme.accent

            SequentialAnimation on opacity {
                running: !Theme.still && row.standing === "now"
                loops: Animation.Infinite

                NumberAnimation { from: 1; to: 0.2; duration: Theme.breath / 2; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.2; to: 1; duration: Theme.breath / 2; easing.type: Easing.InOutSine }
            }
        }
    }

    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        y: Math.max(0, (mark.height - title.height) / 2)

        Label {
            id: title

            width: parent.width
            text: row.text
            font.pixelSize: Theme.choice
            weight: row.standing === "later" ? Font.Normal : Font.Bold
            color: row.standing === "later" ? Theme.inkSoft : Theme.ink
        }

        Label {
            width: parent.width
            visible: text.length > 0
            text: row.note
            font.pixelSize: Theme.note
            color: Theme.accent
        }
    }
}
