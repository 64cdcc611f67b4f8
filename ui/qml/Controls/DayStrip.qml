pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"
import "../Wording"

// Days beside each other, as many as have room; what is free stands under the day. Arrows go on where there are more.
Item {
    id: strip

    required property var days // { day: YYYY-MM-DD, free }
    required property string chosen
    readonly property int space: Theme.portrait ? Theme.small : Theme.tick
    readonly property int fit: Math.max(1, Math.floor((width + space) / (Theme.dayWidthMin + space)))
    readonly property bool paged: days.length > fit
    readonly property int perPage: Math.min(paged ? Math.max(1, fit - 2) : fit, Theme.choicesMax)
    readonly property int pageOfChosen: Math.max(0, Math.floor(days.findIndex(each => each.day === chosen) / perPage))
    property int page: pageOfChosen
    readonly property var daysShown: Array.from(days).slice(page * perPage, (page + 1) * perPage)
    readonly property bool before: page > 0
    readonly property bool after: (page + 1) * perPage < days.length
    readonly property real arrowRoom: Theme.touch + space
    readonly property real cell: (width - (before ? arrowRoom : 0) - (after ? arrowRoom : 0) + space) / Math.max(1, Math.min(perPage, daysShown.length)) - space
    readonly property list<string> says: (daysShown ?? []).map(each => Words.dayOfMonth(each.day))
    signal picked(string day)

    implicitHeight: Math.max(Theme.touch, Theme.dayHeight)
    onPageOfChosenChanged: page = pageOfChosen

    component Arrow: Rectangle {
        id: arrow

        property bool forward: false
        signal acted

        width: Theme.touch
        height: strip.height
        radius: Theme.radius
        color: tap.down ? Theme.pressed : Theme.bar

        Label {
            id: word

            anchors.centerIn: parent
            text: arrow.forward ? "›" : "‹"
            lineHeight: 1
            font.pixelSize: Theme.choice
            Accessible.ignored: true
        }

        TapArea {
            id: tap

            anchors.fill: parent
            name: word.text
            onActed: arrow.acted()
        }
    }

    Arrow {
        visible: strip.before
        onActed: strip.page -= 1
    }

    Row {
        x: strip.before ? strip.arrowRoom : 0
        spacing: strip.space

        Repeater {
            model: strip.daysShown

            Rectangle {
                id: day

                required property var modelData
                readonly property bool now: modelData.day === strip.chosen
                readonly property bool usable: modelData.free > 0
                readonly property color inkColor: now ? Theme.actInk : usable ? Theme.ink : Theme.inkSoft

                width: strip.cell
                height: strip.height
                radius: Theme.radius
                color: now ? Theme.act : !usable ? Theme.bar : tap.down ? Theme.pressed : Theme.card
                border.width: now ? 0 : Theme.hair
                border.color: Theme.line

                Column {
                    width: parent.width - 2 * Theme.hair
                    anchors.centerIn: parent
                    spacing: -Theme.note * 0.3

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: Words.weekday(day.modelData.day)
                        maximumLineCount: 1
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.mm(10)
                        lineHeight: 1
                        font.pixelSize: Theme.note
                        color: day.now ? Theme.actInkSoft : Theme.inkSoft
                    }

                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: Words.dayOfMonth(day.modelData.day)
                        maximumLineCount: 1
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.mm(10)
                        lineHeight: 1
                        font.pixelSize: Theme.body
                        weight: Font.Bold
                        color: day.inkColor
                        Accessible.ignored: true
                    }

                    Label {
                        width: parent.width
                        visible: Theme.portrait
                        horizontalAlignment: Text.AlignHCenter
                        text: day.usable ? qsTr("有空") : qsTr("满了")
                        maximumLineCount: 1
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.mm(10)
                        lineHeight: 1
                        font.pixelSize: Theme.note
                        color: day.now ? Theme.actInkSoft : day.usable ? Theme.accent : Theme.inkSoft
                    }
                }

                TapArea {
                    id: tap

                    anchors.fill: parent
                    enabled: day.usable && !day.now
                    name: Words.dayOfMonth(day.modelData.day)
                    onActed: strip.picked(day.modelData.day)
                }
            }
        }
    }

    Arrow {
        x: strip.width - width
        visible: strip.after
        forward: true
        onActed: strip.page += 1
    }
}
