pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var items: Array.from(screen.shown.items)
    readonly property bool brief: Theme.elder && !Theme.portrait // the small panel leaves room for what differs
    readonly property var counts: brief ? [] : [qsTr("对平"), String(screen.shown.matched), qsTr("在途"), String(screen.shown.in_flight)]

    question: screen.shown.differences > 0 ? qsTr("有 %1 处不一致").arg(screen.shown.differences) : qsTr("三方一致，没有差错")
    note: screen.shown.date + " · " + (screen.shown.final ? qsTr("渠道账单已出") : qsTr("渠道账单还没出，明天再看"))
    says: [slip.text].concat(counts, [qsTr("本机"), screen.shown.terminal, qsTr("医院"), screen.shown.hospital, qsTr("渠道"), screen.shown.channel], (pager.pageItems ?? []).map(item => StaffWords.difference(item)))

    known: SlipPanel {
        id: slip

        width: parent ? parent.width : 0
        height: visible ? Theme.mm(34) : 0
        notice: screen.shown.slip
        code: ""
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.items
        rowHeightMin: Theme.note * 2
        rowHeightMax: Theme.note * 2.4
        head: Surface {
            width: pager.width
            height: facts.height + 2 * Theme.small

            Column {
                id: facts

                x: Theme.gap
                y: Theme.small
                width: parent.width - 2 * Theme.gap

                FactRow { width: parent.width; visible: !screen.brief; text: qsTr("对平"); amount: String(screen.shown.matched) }
                FactRow { width: parent.width; visible: !screen.brief; text: qsTr("在途"); amount: String(screen.shown.in_flight) }
                FactRow { width: parent.width; text: qsTr("本机"); amount: screen.shown.terminal }
                FactRow { width: parent.width; text: qsTr("医院"); amount: screen.shown.hospital }
                FactRow { width: parent.width; text: qsTr("渠道"); amount: screen.shown.channel }
            }
        }
        row: Label {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            text: StaffWords.difference(modelData)
            elide: Text.ElideRight
            maximumLineCount: 1
            font.pixelSize: Theme.note
        }
    }
}
