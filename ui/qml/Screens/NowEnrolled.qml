import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    question: qsTr("建好了")
    note: qsTr("拍下就诊码，下次扫它就行")
    says: [qsTr("就诊号 %1").arg(screen.shown.hospital_number)]
    act: qsTr("完成")

    Surface {
        anchors.fill: parent

        QrCode {
            anchors.horizontalCenter: parent.horizontalCenter
            y: (parent.height - height - number.height - Theme.small) / 2
            width: Math.min(parent.width * 0.6, parent.height - number.height - 3 * Theme.gap)
            height: width
            text: screen.shown.code
            name: qsTr("您的就诊码")
        }

        Label {
            id: number

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            width: parent.width - 2 * Theme.gap
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("就诊号 %1").arg(screen.shown.hospital_number)
            weight: Font.Bold
        }
    }
}
