import QtQuick
import "../Theme"

// The one main act of a screen, always in the same place.
Rectangle {
    id: button

    required property string text
    property string detail: "" // an amount, beside the verb
    property bool active: true
    signal acted

    implicitHeight: Theme.actHeight
    radius: Theme.radius
    color: !active ? Theme.rest : tap.down ? Theme.actPressed : Theme.act

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap

        Label {
            id: verb

            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: button.active ? Theme.actInk : Theme.inkSoft
            font.pixelSize: Theme.choice
            weight: Font.Bold
            Accessible.ignored: true
        }

        Label {
            visible: text.length > 0
            anchors.verticalCenter: parent.verticalCenter
            text: button.detail
            wrapMode: Text.NoWrap
            lineHeight: 1
            color: verb.color
            font.pixelSize: Theme.choice
            weight: Font.Bold
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: button.active
        name: button.text
        onActed: button.acted()
    }
}
