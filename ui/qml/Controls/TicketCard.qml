import QtQuick
import "../Theme"
import "../Wording"

// The ticket of a visit: the number large, then who, when, where.
Surface {
    id: card

    required property var ticket
    property bool numbered: true
    property real squeeze: 1
    readonly property bool brief: !Theme.portrait // little room: the number goes with the name
    readonly property string number: numbered ? Visits.number(ticket) : ""
    readonly property string whose: brief && Theme.elder ? Visits.doctor(ticket) : Visits.who(ticket)
    readonly property string who: brief && number ? number + " · " + whose : whose
    readonly property string when: Visits.when(ticket)
    readonly property string place: brief && Theme.elder ? "" : Words.local(ticket.place)
    readonly property int size: (brief ? Theme.note : Theme.body) * squeeze
    readonly property list<string> says: [brief ? "" : number, who, when, place]

    // the lines' own heights, not their column's: that one is known with the next frame, the right size is wanted in this
    implicitHeight: [numberLine, whoLine, whenLine, placeLine].reduce((sum, line) => sum + (line.text ? line.height : 0), 0) + 2 * Theme.small

    Rectangle {
        id: stripe

        width: Theme.tick * 1.5
        height: parent.height - 2 * Theme.radius
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.act
    }

    Column {
        id: words

        x: Theme.gap
        y: Theme.small
        width: parent.width - 2 * Theme.gap

        Label {
            id: numberLine

            width: parent.width
            visible: text.length > 0
            text: card.brief ? "" : card.number
            font.pixelSize: Theme.amount * card.squeeze
            font.features: ({ "tnum": 1 })
            lineHeight: 0.9
            weight: Font.Bold
            color: Theme.accent
        }

        Label {
            id: whoLine

            width: parent.width
            text: card.who
            lineHeight: 0.92
            font.pixelSize: card.size
            weight: Font.Bold
        }

        Label {
            id: whenLine

            width: parent.width
            text: card.when
            wrapMode: card.brief ? Text.NoWrap : Text.Wrap // a day and its hours are one thing
            fontSizeMode: card.brief ? Text.HorizontalFit : Text.FixedSize
            minimumPixelSize: card.size * 0.6
            lineHeight: 0.92
            font.pixelSize: card.size
            font.features: ({ "tnum": 1 })
            weight: Font.Medium
        }

        Label {
            id: placeLine

            width: parent.width
            visible: text.length > 0
            text: card.place
            lineHeight: 0.92
            font.pixelSize: Theme.note * card.squeeze
            color: Theme.inkSoft
        }
    }
}
