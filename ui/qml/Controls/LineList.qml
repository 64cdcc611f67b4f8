pragma ComponentBehavior: Bound
import QtQuick
import "../Icons"
import "../Theme"

// Things to do, a line each, with a mark before it; in pages where they are many.
Item {
    id: list

    required property var lines
    property string head: ""
    property real rowHeightMin: Theme.lineHeightMin
    readonly property string headShown: lines.length > 0 && !(Theme.elder && !Theme.portrait) ? head : ""
    readonly property var pageItems: pager.pageItems ?? []

    Label {
        id: headLabel

        width: parent.width
        visible: text.length > 0
        text: list.headShown
        weight: Font.Bold
    }

    Pager {
        id: pager

        anchors.top: headLabel.visible ? headLabel.bottom : parent.top
        anchors.topMargin: headLabel.visible ? Theme.small : 0
        anchors.bottom: parent.bottom
        width: parent.width
        items: list.lines
        rowHeightMin: list.rowHeightMin
        rowHeightMax: Math.max(list.rowHeightMin, Theme.lineHeightMax)
        row: Surface {
            id: line

            required property string modelData

            width: pager.width
            height: pager.rowHeight

            Icon {
                id: mark

                x: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                name: "tick"
                size: Theme.iconSmall
                color: Theme.accent
            }

            Label {
                anchors.left: mark.right
                anchors.leftMargin: Theme.small
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                height: parent.height - Theme.tick
                verticalAlignment: Text.AlignVCenter
                text: line.modelData
                fontSizeMode: Text.Fit
                minimumPixelSize: Theme.mm(10)
                lineHeight: 0.9
                bottomPadding: 0
                elide: Text.ElideRight
            }
        }
    }
}
