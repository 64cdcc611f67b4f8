import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    questionSize: Theme.greeting
    largeStage: true
    readonly property string trouble: Sentences.notices(screen.shown.notices)

    branded: true
    question: qsTr("您好")
    note: trouble && !Theme.portrait ? "" : qsTr("看完病，在这里缴费，不用排队")
    act: qsTr("点这里开始")
    says: [qsTr("点这里开始"), qsTr("也可以直接插医保卡，或扫凭条")].concat([screen.trouble])

    known: Notices {
        notices: screen.shown.notices
        squeeze: screen.squeeze
    }

    Surface {
        anchors.fill: parent

        Scene {
            anchors.fill: parent
            anchors.bottomMargin: hint.height + Theme.gap

            CardShape { width: parent.width }
        }

        Label {
            id: hint

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.gap
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("也可以直接插医保卡，或扫凭条")
            color: Theme.inkSoft
        }
    }
}
