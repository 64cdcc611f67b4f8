pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// A phone that shows its payment code.
Rectangle {
    id: phone

    height: width * 1.9
    radius: width * 0.14
    color: Theme.machineDark

    Rectangle {
        anchors.fill: parent
        anchors.margins: phone.width * 0.06
        radius: phone.width * 0.09
        color: Theme.glass

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.1
            spacing: phone.width * 0.03

            Repeater {
                model: [2, 1, 3, 1, 2, 1, 1, 3, 1, 2]

                Rectangle {
                    required property int modelData

                    width: phone.width * 0.016 * modelData
                    height: phone.width * 0.3
                    color: Theme.machineDark
                }
            }
        }

        CodeMark {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.36
            width: parent.width * 0.52
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.8
            width: parent.width * 0.5
            height: phone.width * 0.07
            radius: height / 2
            color: Theme.slipInk
        }
    }
}
