import QtQuick
import "../Theme"

// A phone that shows its code to the red light of the scanner.
Item {
    id: picture

    Rectangle {
        id: scanner

        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width * 0.9
        height: parent.height * 0.26
        radius: Theme.radiusSmall
        color: Theme.machine
        border.width: Theme.rim
        border.color: Theme.machineEdge

        Rectangle {
            anchors.centerIn: parent
            width: parent.width * 0.66
            height: parent.height * 0.5
            radius: Theme.tick
            color: Theme.machineDark

            Rectangle {
                anchors.centerIn: parent
                width: parent.width * 0.78
                height: Theme.rim
                color: Theme.scanLight
            }
        }
    }

    Item {
        anchors.top: scanner.bottom
        anchors.topMargin: Theme.small
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width * 0.5
        clip: true

        PhoneShape { width: parent.width }
    }
}
