import QtQuick

// Night in the ward: from nine in the evening to six.
Item {
    id: clock

    readonly property bool night: hour >= 21 || hour < 6
    property int hour: new Date().getHours()

    Timer {
        interval: 60000
        repeat: true
        running: true
        onTriggered: clock.hour = new Date().getHours()
    }
}
