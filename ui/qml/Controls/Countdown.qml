pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Counts down by itself from `from` of `total` seconds; the bar moves, it does not resize.
Item {
    id: countdown

    required property int from
    required property int total
    property int remaining: from
    property double endsAtMs: 0

    function begin() {
        remaining = from;
        endsAtMs = Date.now() + from * 1000;
    }

    implicitHeight: Theme.tick * 1.2
    clip: true
    onFromChanged: begin()
    Component.onCompleted: begin()

    Rectangle {
        width: parent.width
        height: parent.height
        radius: height / 2
        color: Theme.rest
    }

    Rectangle {
        x: -parent.width * (1 - countdown.remaining / Math.max(1, countdown.total))
        width: parent.width
        height: parent.height
        radius: height / 2
        color: countdown.remaining <= 15 ? Theme.amberMark : Theme.accent
    }

    Timer {
        interval: Theme.countdownLookMs
        repeat: true
        running: !Theme.still && countdown.remaining > 0
        onTriggered: countdown.remaining = Math.max(0, Math.ceil((countdown.endsAtMs - Date.now()) / 1000))
    }
}
