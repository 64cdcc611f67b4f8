import QtQuick
import "../Theme"

// All at once, or none.
Item {
    id: all

    required property int total
    required property int chosen
    readonly property string text: qsTr("全选")
    signal toggled

    height: visible ? Theme.touch : 0

    CheckMark {
        id: mark

        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        checked: all.chosen === all.total
        some: all.chosen > 0
    }

    Label {
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: all.text
        lineHeight: 1
        weight: Font.Bold
        Accessible.ignored: true
    }

    Label {
        visible: Theme.portrait
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("选了 %1 笔，共 %2 笔").arg(all.chosen).arg(all.total)
        lineHeight: 1
        font.pixelSize: Theme.note
        color: Theme.inkSoft
    }

    TapArea {
        anchors.fill: parent
        name: all.text
        checkable: true
        checked: all.chosen === all.total
        onActed: all.toggled()
    }
}
