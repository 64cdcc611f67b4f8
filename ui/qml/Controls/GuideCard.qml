import QtQuick
import "../Theme"
import "../Wording"

// One next step: what, where, how to get there.
Surface {
    id: card

    required property var step // a GuideRow
    required property int number
    readonly property string title: Words.local(step.title) + (step.at ? " " + step.at : "")
    readonly property string place: Words.local(step.place)
    readonly property string way: Words.local(step.way)
    readonly property string ahead: typeof step.ahead === "number" ? qsTr("前面 %1 人").arg(step.ahead) : ""
    readonly property bool stacked: Theme.elder && Theme.portrait
    readonly property string icon: ({
        "pay": "wallet", "blood": "drop", "book_exam": "calendar", "exam": "paper", "pharmacy": "parcel", "report": "paper"
    })[step.kind] ?? "person"

    IconTile {
        id: tile

        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        visible: !(Theme.elder && !Theme.portrait)
        icon: card.icon
        size: Math.min(Theme.tile, card.height - 2 * Theme.small)
        color: card.number === 1 ? Theme.actTint : Theme.seaTint
        ink: card.number === 1 ? Theme.accent : Theme.sea
    }

    Column {
        anchors.left: tile.visible ? tile.right : parent.left
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: card.stacked ? 0 : -Theme.note * 0.24

        Item {
            width: parent.width
            height: titleLabel.height

            Label {
                id: titleLabel

                width: parent.width - (side.visible ? side.implicitWidth + Theme.small : 0)
                text: card.number + ". " + card.title
                elide: Text.ElideRight
                maximumLineCount: 1
                lineHeight: 1
                font.pixelSize: Theme.elder ? Theme.body : Theme.mm(12.4)
                weight: Font.Bold
            }

            Label {
                id: side

                visible: text.length > 0
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: card.ahead
                wrapMode: Text.NoWrap
                lineHeight: 1
                font.pixelSize: Theme.note
                weight: Font.Medium
                color: Theme.amber
            }
        }

        Label {
            width: parent.width
            text: card.place
            elide: Text.ElideRight
            maximumLineCount: card.stacked ? 2 : 1
            lineHeight: lineCount > 1 ? 0.84 : 1
            font.pixelSize: Theme.note
        }

        Label {
            width: parent.width
            visible: Theme.portrait || (!Theme.elder && card.height >= Theme.guideRoomy)
            text: card.way
            elide: Text.ElideRight
            maximumLineCount: card.stacked ? 2 : 1
            lineHeight: lineCount > 1 ? 0.84 : 1
            font.pixelSize: Theme.note
            color: Theme.inkSoft
        }
    }
}
