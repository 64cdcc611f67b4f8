pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// The free times of a day as tiles, in pages.
Item {
    id: grid

    required property var times // { choice, starts: HH:MM, remaining }
    readonly property var onPage: pager.onPage ?? []
    signal picked(string choice)

    Pager {
        id: pager

        anchors.fill: parent
        items: grid.times
        columns: Theme.elder || !Theme.portrait ? 2 : 3
        rowHeightMin: Theme.timeHeightMin
        rowHeightMax: Theme.timeHeightMax
        row: Rectangle {
            id: tile

            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            radius: Theme.radius
            color: tap.down ? Theme.pressed : Theme.card
            border.width: Theme.hair
            border.color: Theme.line

            Column {
                width: parent.width
                anchors.centerIn: parent
                spacing: -Theme.note * 0.2

                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: tile.modelData.starts
                    lineHeight: 1
                    font.pixelSize: Theme.elder ? Theme.body : Theme.choice
                    font.features: ({ "tnum": 1 })
                    weight: Font.Bold
                    Accessible.ignored: true
                }

                Label {
                    width: parent.width
                    visible: tile.height >= Theme.timeRoomy
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTr("还有 %1 个").arg(tile.modelData.remaining)
                    maximumLineCount: 1
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.mm(10)
                    lineHeight: 1
                    font.pixelSize: Theme.note
                    color: tile.modelData.remaining > 1 ? Theme.inkSoft : Theme.amber
                }
            }

            TapArea {
                id: tap

                anchors.fill: parent
                name: tile.modelData.starts
                onActed: grid.picked(tile.modelData.choice)
            }
        }
    }
}
