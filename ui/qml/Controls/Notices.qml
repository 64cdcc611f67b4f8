import QtQuick
import "../Wording"

// What does not work today, said before anybody begins.
Banner {
    id: list

    required property var notices

    width: parent ? parent.width : 0
    visible: text.length > 0
    text: Sentences.notices(notices)
}
