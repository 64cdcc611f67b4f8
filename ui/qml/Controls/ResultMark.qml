import QtQuick
import "../Icons"
import "../Theme"

// How it ended, at a glance.
Rectangle {
    id: mark

    required property string kind // done | wait | back | problem

    readonly property var look: ({
        "done": [Theme.act, Theme.actInk, "tick"],
        "wait": [Theme.amberTint, Theme.amberMark, "clock"],
        "back": [Theme.seaTint, Theme.sea, "refund"],
        "problem": [Theme.amberTint, Theme.amberMark, "warn"]
    })[kind]

    implicitWidth: Theme.mm(44)
    implicitHeight: implicitWidth
    radius: width / 2
    color: look[0]

    Icon {
        anchors.centerIn: parent
        name: mark.look[2]
        size: mark.width * 0.56
        color: mark.look[1]
    }
}
