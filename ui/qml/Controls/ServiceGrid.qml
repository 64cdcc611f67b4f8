pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Services as tiles, two in a row; with `lead` the first one is large and alone in its row.
Item {
    id: grid

    required property var services
    property bool lead: false
    readonly property var rest: lead ? services.slice(1) : services
    readonly property int columns: Theme.elder || (lead && rest.length < 2) ? 1 : 2
    readonly property int rows: Math.ceil(rest.length / columns)
    readonly property int space: Theme.portrait ? Theme.gap : Theme.small
    readonly property real unit: (height + space) / Math.max(1, rows + (lead ? 1.15 : 0)) // of one row and its space
    readonly property real rowHeight: Math.min(unit, Theme.tile + Theme.choiceSpareMax + space) - space
    readonly property real leadHeight: Math.min(1.15 * unit, Theme.tile + 1.4 * Theme.choiceSpareMax) - space
    readonly property real start: height - rows * (rowHeight + space) - (lead ? leadHeight : -space)
    signal picked(string service)

    Loader {
        id: first

        active: grid.lead && grid.services.length > 0
        y: grid.start
        width: parent.width
        height: active ? grid.leadHeight : 0
        sourceComponent: ServiceCard {
            service: grid.services[0]
            first: true
            onActed: grid.picked(grid.services[0])
        }
    }

    Grid {
        y: grid.start + (first.active ? first.height + grid.space : 0)
        width: parent.width
        columns: grid.columns
        spacing: grid.space

        Repeater {
            model: grid.rest

            ServiceCard {
                required property string modelData

                service: modelData
                width: (grid.width - (grid.columns - 1) * grid.space) / grid.columns
                height: grid.rowHeight
                onActed: grid.picked(modelData)
            }
        }
    }
}
