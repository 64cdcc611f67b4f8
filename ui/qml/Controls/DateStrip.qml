pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"
import "../Wording"

// Days beside each other, as many as fit, and a way to the later ones.
Row {
    id: strip

    required property var dates // "YYYY-MM-DD"
    required property string today
    required property string chosen
    property int page: Math.floor(Math.max(0, dates.indexOf(chosen)) / perPage)
    readonly property int cells: Theme.portrait ? (Theme.elder ? 4 : 6) : (Theme.elder ? 3 : 4)
    readonly property bool paged: dates.length > cells
    readonly property int perPage: paged ? cells - 1 : cells
    readonly property int pages: Math.max(1, Math.ceil(dates.length / perPage))
    readonly property int space: Theme.tick
    readonly property real cellWidth: (width - (cells - 1) * space) / cells
    readonly property var offered: dates.slice(page * perPage, page * perPage + perPage)
    signal picked(string date)

    spacing: space
    height: Math.max(Theme.touch, Theme.mm(Theme.elder ? 36 : Theme.portrait ? 30 : 26))

    Repeater {
        model: strip.offered

        DateCell {
            required property string modelData

            width: strip.cellWidth
            height: strip.height
            above: Words.english && modelData !== strip.today ? Visits.weekday(modelData) : Visits.near(modelData, strip.today)
            text: Visits.brief(modelData)
            chosen: modelData === strip.chosen
            onActed: strip.picked(modelData)
        }
    }

    DateCell {
        visible: strip.paged
        width: strip.cellWidth
        height: strip.height
        text: strip.page < strip.pages - 1 ? qsTr("更晚") : qsTr("回今天")
        onActed: strip.page = (strip.page + 1) % strip.pages
    }
}
