import QtQuick
import "../Icons"
import "../Theme"

Rectangle {
    id: mark

    required property bool checked
    property bool some: false // part of them

    width: Theme.mm(12)
    height: width
    radius: width * 0.26
    color: checked || some ? Theme.act : Theme.card
    border.width: checked || some ? 0 : Theme.rim
    border.color: Theme.inkSoft

    Icon {
        visible: mark.checked
        anchors.centerIn: parent
        name: "tick"
        size: mark.width * 0.74
        stroke: 3.4
        color: Theme.actInk
    }

    Rectangle {
        visible: mark.some && !mark.checked
        anchors.centerIn: parent
        width: parent.width * 0.5
        height: Math.max(2, parent.width * 0.12)
        radius: height / 2
        color: Theme.actInk
    }
}
