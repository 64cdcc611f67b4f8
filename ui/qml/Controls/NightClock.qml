import QtQuick
import "../Theme"

// Night in the ward: from nine in the evening to six.
Item {
    id: clock

    readonly property bool night: hour >= 21 || hour < 6
    property int hour: new Date().getHours()

    Timer {
        interval: Theme.nightLookMs
        repeat: true
        running: true
        onTriggered: clock.hour = new Date().getHours()
    }
}
