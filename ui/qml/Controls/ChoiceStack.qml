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
            const wanted = index === 0 ? share * 1.35 : share;
            const most = index === 0 ? Theme.choiceHeightMax * 1.25 : Theme.choiceHeightMax;
            child.width = Qt.binding(() => column.width);
            child.height = Math.max(child.implicitHeight, Math.min(most, wanted));
        });
    }

    onShareChanged: lay()
    onWidthChanged: lay()
    Component.onCompleted: lay()

    Column {
        id: column

        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap
        onChildrenChanged: Qt.callLater(stack.lay)
    }
}
