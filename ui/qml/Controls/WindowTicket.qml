import QtQuick
import "../Theme"

// The offer of a slip to go on with at the window; once asked for, where it is.
Item {
    id: offer

    required property string ticket // a SlipNotice; "none": not asked for
    required property string number
    property bool centred: false
    readonly property bool asked: ticket !== "none"
    readonly property string says: asked ? news.text : button.text
    signal acted

    implicitHeight: asked ? news.height : button.height

    Pill {
        id: button

        visible: !offer.asked
        width: parent.width
        text: qsTr("打单子，去窗口办")
        icon: "door"
        textSize: Theme.body
        rimWidth: Theme.rim
        rimColor: Theme.ink
        onActed: offer.acted()
    }

    Label {
        id: news

        visible: offer.asked
        width: parent.width
        horizontalAlignment: offer.centred ? Text.AlignHCenter : Text.AlignLeft
        weight: Font.Medium
        text: offer.ticket === "printing" ? qsTr("去窗口的单子正在打印")
            : offer.ticket === "printed" ? qsTr("单子打好了，交给窗口就行")
            : offer.number ? qsTr("打不了单子，告诉窗口：%1").arg(offer.number) : qsTr("打不了单子，请直接去窗口")
    }
}
