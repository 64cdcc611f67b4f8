pragma ComponentBehavior: Bound
import QtQuick
import "../Icons"
import "../Theme"

// The right way in, and the wrong ones.
Grid {
    id: examples

    property real cardHeight: Theme.mm(62)

    columns: Theme.portrait ? 3 : 1
    spacing: Theme.portrait ? Theme.wide * 2 : Theme.wide

    Repeater {
        model: [{ back: false, turned: 0, right: true }, { back: false, turned: 180, right: false }, { back: true, turned: 0, right: false }]

        Item {
            id: example

            required property var modelData

            width: examples.cardHeight / 1.585
            height: examples.cardHeight

            CardShape {
                width: example.width
                back: example.modelData.back
                turned: example.modelData.turned === 180
                opacity: example.modelData.right ? 1 : 0.45
            }

            Rectangle {
                x: parent.width - width * 0.6
                y: parent.height - height * 0.8
                width: parent.width * 0.52
                height: width
                radius: width / 2
                color: example.modelData.right ? Theme.act : Theme.brick
                border.width: Theme.rim
                border.color: Theme.card

                Icon {
                    anchors.centerIn: parent
                    name: example.modelData.right ? "tick" : "cross"
                    size: parent.width * 0.6
                    stroke: 3.4
                    color: Theme.card
                }
            }
        }
    }
}
