import QtQuick
import "../Icons"
import "../Theme"

// A phone before the machine's screen, the code in its viewfinder.
Item {
    id: picture

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width * 0.66
        height: Math.min(parent.height, width * 1.5)
        radius: Theme.radiusSmall
        color: Theme.machine
        border.width: Theme.rim
        border.color: Theme.machineEdge

        Rectangle {
            anchors.fill: parent
            anchors.margins: parent.width * 0.09
            radius: Theme.tick
            color: Theme.glass

            CodeMark {
                anchors.centerIn: parent
                width: parent.width * 0.62
            }
        }
    }

    Rectangle {
        id: phone

        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: parent.height * 0.06
        width: parent.width * 0.5
        height: width * 1.6
        radius: width * 0.14
        color: Theme.machineDark

        Rectangle {
            anchors.fill: parent
            anchors.margins: phone.width * 0.07
            radius: phone.width * 0.09
            color: Theme.glass

            CodeMark {
                anchors.centerIn: parent
                width: parent.width * 0.46
            }

            Icon {
                anchors.centerIn: parent
                name: "corners"
                size: parent.width * 0.84
                stroke: 1.8
                color: Theme.cardBody
            }
        }
    }
}
