pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"
import "../Wording"

// Choices over the whole width, one under the other, sharing the room: the first takes more of it. They rest on the
// lower edge, where hands in a wheelchair reach.
Item {
    id: stack

    default property alias choices: column.data
    readonly property var shown: Array.from(column.children).filter(child => child.visible && child.implicitHeight > 0)
    readonly property real needed: shown.reduce((sum, child) => sum + child.implicitHeight, (shown.length - 1) * column.spacing)
    property int crowding: 0 // 1: notes go; 2: smaller type as well
    readonly property real spare: Math.max(0, height - needed) / (shown.length + 0.6)

    function lay() {
        shown.forEach((child, index) => {
            const part = index === 0 ? 1.6 : 1;
            child.crowding = Qt.binding(() => stack.crowding);
            child.width = Qt.binding(() => column.width);
            child.height = Qt.binding(() => child.implicitHeight + Math.min(Theme.choiceSpareMax, stack.spare) * part);
        });
    }

    function begin() {
        crowding = 0;
        soon.restart();
    }

    function ease() {
        if (needed <= height || height <= 0 || crowding > 1)
            return;
        crowding += 1;
        soon.restart();
    }

    onShownChanged: lay()
    onWidthChanged: begin()
    onHeightChanged: soon.restart()
    onNeededChanged: soon.restart()
    Component.onCompleted: lay()

    Connections {
        target: Theme
        function onElderChanged() { stack.begin(); }
    }

    Connections {
        target: Words
        function onLanguageChanged() { stack.begin(); }
    }

    Timer {
        id: soon // when all bindings have settled

        interval: 0
        onTriggered: stack.ease()
    }

    Column {
        id: column

        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap
    }
}
