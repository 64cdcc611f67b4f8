import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property bool both: screen.shown.card && screen.shown.slip
    readonly property bool alarm: screen.shown.alarm

    largeStage: true
    question: alarm ? qsTr("您的卡还在机器里！") : both ? qsTr("请拿走卡和凭条") : screen.shown.card ? qsTr("请拿走您的卡") : qsTr("请拿走凭条")
    note: alarm ? qsTr("请现在拔出来，带走") : qsTr("谢谢，慢走，祝您早日康复")

    Grid {
        id: pictures

        anchors.fill: parent
        columns: screen.both ? 2 : 1
        spacing: Theme.gap

        Surface {
            visible: screen.shown.card
            width: (pictures.width - (pictures.columns - 1) * Theme.gap) / pictures.columns
            height: pictures.height

            Scene {
                anchors.fill: parent
                outward: true
                alarm: screen.alarm

                CardShape { width: parent.width }
            }
        }

        Surface {
            visible: screen.shown.slip
            width: (pictures.width - (pictures.columns - 1) * Theme.gap) / pictures.columns
            height: pictures.height

            Scene {
                anchors.fill: parent
                opening: "printer"
                outward: true

                SlipShape { width: parent.width }
            }
        }
    }
}
