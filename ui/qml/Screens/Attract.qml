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
    note: trouble && !Theme.portrait ? "" : qsTr("挂号、签到、缴费、打报告，不用排队")
    act: qsTr("点这里开始")
    says: [qsTr("点这里开始"), qsTr("插医保卡")].concat(screen.shown.scanner ? [qsTr("或扫凭条")] : []).concat([screen.trouble])

    known: Notices {
        notices: screen.shown.notices
        squeeze: screen.squeeze
    }

    Row {
        anchors.fill: parent
        spacing: Theme.gap

        Way {
            width: screen.shown.scanner ? (parent.width - parent.spacing) / 2 : parent.width
            height: parent.height
            text: qsTr("插医保卡")
            opening: "slot"
            onActed: screen.answer("continue", [])

            CardShape { width: parent.width }
        }

        Way {
            visible: screen.shown.scanner
            width: (parent.width - parent.spacing) / 2
            height: parent.height
            text: qsTr("或扫凭条")
            opening: "scanner"
            onActed: screen.answer("continue", [])

            SlipShape { width: parent.width }
        }
    }
}
