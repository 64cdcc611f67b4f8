pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Where we are: one mark a step, the present one longer, and the same in words.
Row {
    id: marks

    required property var step // { number, of } or null
    readonly property string text: step ? qsTr("第 %1 步，共 %2 步").arg(step.number).arg(step.of) : ""

    visible: !!step
    spacing: Theme.gap

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.tick * 1.5

        Repeater {
            model: marks.step ? marks.step.of : 0

            Rectangle {
                required property int index
                readonly property bool now: !!marks.step && index + 1 === marks.step.number

                width: now ? Theme.mark * 1.6 : Theme.mark * 0.7
                height: Theme.markBar
                radius: height / 2
                color: marks.step && index < marks.step.number ? Theme.accent : Theme.rest
            }
        }
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        text: marks.text
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: Theme.portrait ? Theme.tool : Theme.mm(10.4)
        color: Theme.inkSoft
    }
}
