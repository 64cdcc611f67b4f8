pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"
import "../Wording"

// What does not work today, said before anybody begins.
Column {
    id: list

    required property var notices
    property real squeeze: 1

    width: parent ? parent.width : 0
    spacing: Theme.tick

    Repeater {
        model: list.notices

        Banner {
            required property string modelData

            width: list.width
            squeeze: list.squeeze
            text: Sentences.notice(modelData)
        }
    }
}
