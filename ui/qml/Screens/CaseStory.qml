pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var story: screen.shown.story
    readonly property var item: story.item
    readonly property var lines: Array.from(story.lines).reverse() // the newest first
    readonly property var may: Array.from(story.may)

    question: item.trace_number + (item.amount ? "  " + item.amount : "")
    note: StaffWords.state(item.state) + (item.reason_code ? " · " + item.reason_code : "")
    says: [StaffWords.waits(story.waits_for)].concat(may.map(act => StaffWords.act(act)), (pager.pageItems ?? []).map(line => StaffWords.line(line)))

    known: Banner {
        width: parent ? parent.width : 0
        icon: "clock"
        calm: screen.story.waits_for !== "STAFF"
        squeeze: screen.squeeze
        text: StaffWords.waits(screen.story.waits_for)
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.lines
        rowHeightMin: Theme.note * 2
        rowHeightMax: Theme.note * 2.4
        head: Row {
            visible: screen.may.length > 0
            width: pager.width
            spacing: Theme.small

            Repeater {
                model: screen.may

                Pill {
                    required property string modelData

                    text: StaffWords.act(modelData)
                    rimWidth: Theme.rim
                    onActed: screen.answer("picked", [modelData])
                }
            }
        }
        row: Label {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            text: StaffWords.line(modelData)
            elide: Text.ElideRight
            maximumLineCount: 1
            font.pixelSize: Theme.note
        }
    }
}
