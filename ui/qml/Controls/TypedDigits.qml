import QtQuick
import "../Theme"

// What has been typed, as large as the whole of it will be.
Item {
    id: typed

    required property string text
    required property string room // the longest text

    TextMetrics {
        id: whole

        text: typed.room
        font.family: shown.font.family
        font.weight: Font.Bold
        font.pixelSize: Theme.amountLarge
    }

    Label {
        id: shown

        anchors.centerIn: parent
        text: typed.text
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: Math.floor(Theme.amountLarge * Math.min(1, (typed.width - 2 * Theme.gap) / whole.advanceWidth))
        font.features: ({ "tnum": 1 })
        weight: Font.Bold
    }

    Rectangle {
        anchors.left: shown.right
        anchors.leftMargin: typed.text.length > 0 ? Theme.tick : 0
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.rim * 2
        height: typed.height * 0.5
        color: Theme.accent
    }
}
