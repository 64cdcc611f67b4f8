import QtQuick
import "../Theme"

// Choices over the whole width, one under the other, sharing the room: the first takes more of it. They rest on the
// lower edge, where hands in a wheelchair reach.
Item {
    id: stack

    default property alias choices: column.data
    readonly property int count: shownChildren().length
    readonly property real share: (height - (count - 1) * Theme.gap) / (count + 0.35)

    function shownChildren(): var {
        return Array.from(column.children).filter(child => child.visible && child.implicitHeight > 0);
    }

    function lay() {
        shownChildren().forEach((child, index) => {
            const part = index === 0 ? 1.35 : 1;
            child.width = Qt.binding(() => column.width);
            child.height = Qt.binding(() => Math.max(child.implicitHeight, Math.min(Theme.choiceHeightMax, stack.share) * part));
        });
    }

    Component.onCompleted: lay()

    Column {
        id: column

        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap
        onChildrenChanged: Qt.callLater(stack.lay)
    }
}
