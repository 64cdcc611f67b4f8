pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"

// All that can be printed are chosen; those printed before can be added as copies.
ScreenFrame {
    id: screen

    readonly property var reports: Array.from(screen.shown.reports)
    readonly property var choosable: reports.filter(report => report.state === "printable" || report.state === "printed").map(report => report.report_id)
    property list<string> chosen: reports.filter(report => report.state === "printable").map(report => report.report_id)
    readonly property var counts: [
        screen.shown.printable > 0 ? qsTr("%n 份可以打印", "", screen.shown.printable) : "",
        screen.shown.not_audited > 0 ? qsTr("%n 份医生还没签发", "", screen.shown.not_audited) : "",
        screen.shown.printed > 0 ? qsTr("%n 份打印过", "", screen.shown.printed) : ""
    ].filter(text => text.length > 0)

    question: choosable.length > 0 ? qsTr("打印哪些报告？") : qsTr("现在没有能打印的报告")
    note: counts.join(qsTr("，"))
    act: choosable.length === 0 ? qsTr("知道了") : chosen.length > 0 ? qsTr("看一看") : qsTr("请选一份")
    actDetail: choosable.length > 0 && chosen.length > 0 ? qsTr("%n 份", "", chosen.length) : ""
    actActive: choosable.length === 0 || chosen.length > 0
    actAnswer: choosable.length === 0 ? "continue" : "chosen"
    actValues: choosable.length === 0 ? [] : chosen

    function toggle(id: string) {
        chosen = chosen.includes(id) ? chosen.filter(other => other !== id) : chosen.concat([id]);
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.reports
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: ReportCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            row: modelData
            choosable: screen.choosable.includes(modelData.report_id)
            chosen: screen.chosen.includes(modelData.report_id)
            onToggled: screen.toggle(modelData.report_id)
        }
    }
}
