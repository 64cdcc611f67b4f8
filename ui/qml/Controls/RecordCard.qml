import QtQuick
import "../Icons"
import "../Theme"

// One record of a list: what, when or of what kind, how much; a word of its state in a colour of its own.
Rectangle {
    id: record

    required property string title
    required property string note
    required property string amount
    property string tag: ""
    property color tagInk: Theme.inkSoft
    property bool touchable: true
    readonly property int titleSize: Theme.elder ? Theme.body : Theme.mm(12.4)
    readonly property bool stacked: Theme.elder // the amount under the title, not beside it
    signal acted

    radius: Theme.radius
    color: tap.down ? Theme.pressed : Theme.card
    border.width: Theme.hair
    border.color: Theme.line

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: record.stacked ? arrow.left : amount.left
        anchors.rightMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.note * 0.06 // the ink sits low in its line
        spacing: -Theme.note * 0.3 // the font's own leading is enough

        Label {
            width: parent.width
            text: record.title
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.note
            font.pixelSize: record.titleSize
            weight: Font.Bold
            Accessible.ignored: record.touchable
        }

        Row {
            width: parent.width - (record.stacked ? amount.width + Theme.small : 0)
            spacing: Theme.small

            Label {
                id: state

                visible: text.length > 0
                width: Math.min(implicitWidth, parent.width)
                text: record.tag
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                lineHeight: 1
                font.pixelSize: Theme.note
                weight: Font.Bold
                color: record.tagInk
            }

            Label {
                width: parent.width - (state.visible ? state.width + parent.spacing : 0)
                visible: text.length > 0 && width > Theme.note * 3
                text: record.note
                elide: Text.ElideRight
                maximumLineCount: 1
                lineHeight: 1
                font.pixelSize: Theme.note
                color: Theme.inkSoft
            }
        }
    }

    Label {
        id: amount

        anchors.right: arrow.left
        anchors.rightMargin: arrow.visible ? Theme.small : 0
        y: record.stacked ? words.y + words.height - height : (parent.height - height) / 2
        text: record.amount
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: record.titleSize
        font.features: ({ "tnum": 1 })
        weight: Font.Medium
    }

    Icon {
        id: arrow

        visible: record.touchable
        anchors.right: parent.right
        anchors.rightMargin: visible ? Theme.small : Theme.gap - width
        anchors.verticalCenter: parent.verticalCenter
        name: "next"
        size: Theme.iconSmall
        color: Theme.inkSoft
    }

    TapArea {
        id: tap

        anchors.fill: parent
        visible: record.touchable
        name: record.title
        onActed: record.acted()
    }
}
