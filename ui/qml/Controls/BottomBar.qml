import QtQuick
import "../Camera"
import "../Theme"
import "../Wording"

// The same on every screen: call staff in the left corner, the way back in the right one.
Rectangle {
    id: bar

    property string wayBack: "" // what the right button says; empty: the time of day
    property bool showTools: false // landscape: the tools sit here, where hands are
    property bool watched: false // the camera is on
    signal called
    signal wentBack
    signal tool(string name, string value)

    implicitHeight: Theme.barHeight
    color: Theme.bar

    Pill {
        id: staff

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.barButton
        text: Theme.elder ? qsTr("请人来帮我") : qsTr("呼叫工作人员")
        icon: "call"
        textSize: Theme.barText
        side: Theme.portrait ? Theme.wide : Theme.small * 1.3
        ground: Theme.help
        groundPressed: Theme.helpPressed
        inkColor: Theme.helpInk
        rimColor: Theme.elder ? Theme.help : Theme.edge
        weight: Theme.elder ? Font.Bold : Font.Medium
        onActed: bar.called()
    }

    Row {
        id: tools

        visible: bar.showTools
        anchors.left: staff.right
        anchors.leftMargin: Theme.small
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.small

        Pill {
            visible: Theme.elder
            text: qsTr("再听一遍")
            side: Theme.small
            rimWidth: Theme.rim
            onActed: bar.tool("speak", "")
        }

        Tools {
            onTool: (name, value) => bar.tool(name, value)
        }
    }

    Pill {
        id: back

        visible: bar.wayBack.length > 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.barButton
        width: Math.max(implicitWidth, Theme.portrait ? Theme.mm(52) : Theme.touch)
        text: bar.wayBack
        textSize: Theme.barText
        side: Theme.portrait ? Theme.wide : Theme.small * 1.3
        rimColor: Theme.ink
        rimWidth: Theme.rim
        onActed: bar.wentBack()
    }

    Label {
        visible: bar.wayBack.length === 0 && !Theme.elder && !bar.watched
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        text: Words.today(now.moment) + "  " + Words.clock(now.moment)
        wrapMode: Text.NoWrap
        lineHeight: 1
        color: Theme.inkSoft
        font.pixelSize: Theme.tool
    }

    // its own place on every screen: it comes and goes, and moves nothing
    CameraSign {
        readonly property real from: (bar.showTools ? tools.x + tools.width : staff.x + staff.width) + Theme.tick
        readonly property real to: (back.visible ? back.x : bar.width - Theme.margin) - Theme.tick

        visible: bar.watched
        widthMax: to - from
        x: (from + to - width) / 2
        anchors.verticalCenter: parent.verticalCenter
    }

    Timer {
        id: now

        property date moment: new Date()

        interval: Theme.clockLookMs
        repeat: true
        running: bar.wayBack.length === 0
        onTriggered: moment = new Date()
    }
}
