pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// A social-security card, upright, the chip at the end that goes in first. `back`: the wrong side, with the stripe.
Rectangle {
    id: card

    property bool back: false
    property bool turned: false // the chip at the wrong end

    height: width * 1.585
    radius: width * 0.08
    color: Theme.cardBody

    Rectangle {
        visible: !card.back
        y: parent.height * (card.turned ? 0.16 : 0.74)
        width: parent.width
        height: parent.height * 0.1
        color: Theme.cardBand
    }

    Rectangle {
        visible: card.back
        x: parent.width * 0.16
        width: parent.width * 0.2
        height: parent.height
        color: Theme.machineDark
    }

    Item {
        id: chip

        visible: !card.back
        anchors.horizontalCenter: parent.horizontalCenter
        y: card.turned ? parent.height * 0.9 - height : parent.height * 0.1
        width: parent.width * 0.34
        height: width * 1.1

        Rectangle {
            anchors.fill: parent
            radius: width * 0.16
            color: Theme.chipMetal
        }

        Repeater {
            model: 2

            Rectangle {
                required property int index

                x: 0
                y: chip.height * (index + 1) / 3 - height / 2
                width: chip.width
                height: Math.max(1, chip.width * 0.05)
                color: Theme.chipLine
            }
        }

        Rectangle {
            anchors.centerIn: parent
            width: parent.width * 0.42
            height: parent.height * 0.5
            radius: width * 0.16
            color: Theme.chipMetal
            border.width: Math.max(1, parent.width * 0.05)
            border.color: Theme.chipLine
        }
    }

    Column {
        visible: !card.back
        x: parent.width * 0.14
        y: parent.height * (card.turned ? 0.36 : 0.5)
        spacing: parent.width * 0.07

        Repeater {
            model: [0.5, 0.66]

            Rectangle {
                required property real modelData

                width: card.width * modelData
                height: card.width * 0.06
                radius: height / 2
                color: Theme.cardInk
            }
        }
    }
}
