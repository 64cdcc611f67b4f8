import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    largeStage: true
    question: qsTr("用手机扫一扫")
    note: qsTr("在手机上写地址，写好后这里会自己变")
    says: [code.life]

    LargeCode {
        id: code

        readonly property string life: qsTr("这个码还能用 %1").arg(Words.span(remaining))

        anchors.fill: parent
        code: screen.shown.code
        secondsLeft: screen.shown.seconds_left
        secondsTotal: screen.shown.seconds_total
        name: qsTr("填地址的二维码")
        text: life
    }
}
