import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string life: qsTr("这个码还能用 %1").arg(Words.span(countdown.remaining))

    largeStage: true
    question: qsTr("扫码付 %1").arg(screen.shown.amount)
    note: qsTr("打开微信或支付宝，点“扫一扫”")
    wayBack: screen.shown.can_cancel ? qsTr("换种付法") : ""
    readonly property string after: qsTr("付好后，这里会自己变")
    says: [screen.after]

    Surface {
        anchors.fill: parent

        QrCode {
            id: code

            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.gap
            width: Math.min(parent.width, parent.height - foot.height - Theme.gap * 2) - Theme.gap * 2
            height: width
            text: screen.shown.code
            name: qsTr("付款的二维码")
        }

        Column {
            id: foot

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.gap
            spacing: Theme.small

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: screen.after
                weight: Font.Medium
                font.pixelSize: Theme.note
            }

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: screen.life
                font.pixelSize: Theme.note
                color: Theme.inkSoft
            }

            Countdown {
                id: countdown

                width: parent.width
                from: screen.shown.seconds_left
                total: screen.shown.seconds_total
            }
        }
    }
}
