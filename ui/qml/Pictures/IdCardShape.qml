pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// An identity card, lying: lines of text, and the photo at the right.
Rectangle {
    id: card

    height: width / 1.585
    radius: width * 0.05
    color: Theme.cardInk
    border.width: Math.max(1, width * 0.008)
    border.color: Theme.cardBand

    Column {
        x: parent.width * 0.08
        y: parent.height * 0.16
        spacing: parent.height * 0.1

        Repeater {
            model: [0.26, 0.34, 0.42, 0.3]

            Rectangle {
                required property real modelData

                width: card.width * modelData
                height: card.height * 0.065
                radius: height / 2
                color: Theme.cardBand
            }
        }
    }

    Rectangle {
        x: parent.width * 0.08
        y: parent.height * 0.82
        width: parent.width * 0.84
        height: parent.height * 0.07
        radius: height / 2
        color: Theme.cardBody
    }

    Item {
        x: parent.width * 0.64
        y: parent.height * 0.14
        width: parent.width * 0.26
        height: parent.height * 0.58
        clip: true

        Rectangle {
            anchors.fill: parent
            color: Theme.glass
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.16
            width: parent.width * 0.46
            height: width * 1.15
            radius: width / 2
            color: Theme.cardBody
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.64
            width: parent.width * 0.84
            height: width
            radius: width / 2
            color: Theme.cardBody
        }
    }
}
