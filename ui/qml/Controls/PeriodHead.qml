import QtQuick
import "../Theme"

// Over a list of recent records: a way further back.
Item {
    id: head

    signal older

    height: visible ? Theme.touch : 0

    Pill {
        anchors.right: Theme.portrait ? parent.right : undefined
        text: qsTr("看更早的")
        icon: "clock"
        side: Theme.gap
        onActed: head.older()
    }
}
