import QtQuick
import "../Theme"
import "../Wording"

// One report: what it is, from where and when, and whether it can be printed now.
Rectangle {
    id: report

    required property var row // a ReportRow
    required property bool choosable
    property bool chosen: false
    readonly property string title: Words.local(row.title)
    readonly property string origin: Words.local(row.department) + " · " + Words.day(row.ordered_on)
    readonly property string standing: {
        switch (row.state) {
        case "not_audited":
            return qsTr("还没签发");
        case "printed":
            return qsTr("打印过，再打是副本");
        case "critical":
            return qsTr("请找医生");
        default:
            return "";
        }
    }
    signal toggled

    radius: Theme.radius
    color: !choosable ? Theme.bar : tap.down ? Theme.pressed : Theme.card
    border.width: chosen ? Theme.rim : Theme.hair
    border.color: chosen ? Theme.accent : Theme.line

    CheckMark {
        id: mark

        x: Theme.gap
        visible: report.choosable
        anchors.verticalCenter: parent.verticalCenter
        checked: report.chosen
    }

    IconTile {
        id: sign

        visible: !report.choosable
        x: mark.x + (mark.width - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        size: mark.width * 1.5
        color: "transparent"
        icon: report.row.state === "critical" ? "person" : "clock"
        ink: report.row.state === "critical" ? Theme.brick : Theme.inkSoft
    }

    Column {
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.note * 0.06
        spacing: -Theme.note * 0.24

        Label {
            width: parent.width
            text: report.title
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.elder ? Theme.body : Theme.mm(12.4)
            weight: Font.Bold
            color: report.choosable ? Theme.ink : Theme.inkSoft
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            text: report.standing && Theme.elder ? report.standing : report.standing ? report.standing + " · " + report.origin : report.origin
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 1
            font.pixelSize: Theme.note
            color: report.row.state === "critical" ? Theme.brick : report.row.state === "printed" ? Theme.amber : Theme.inkSoft
        }
    }

    TapArea {
        id: tap

        anchors.fill: parent
        enabled: report.choosable
        name: report.title
        checkable: true
        checked: report.chosen
        onActed: report.toggled()
    }
}
