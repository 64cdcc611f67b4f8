import QtQuick
import "../Controls"
import "../Icons"
import "../Theme"

// The provider's camera looks, not ours: no picture of ours is on this screen.
ScreenFrame {
    id: screen

    largeStage: true
    question: screen.shown.ready ? qsTr("看上面微信的摄像头") : qsTr("正在打开刷脸")
    note: screen.shown.ready ? qsTr("刷脸付 %1").arg(screen.shown.amount) : qsTr("几秒钟就好，还没有收钱")
    wayBack: qsTr("换种付法")
    says: screen.shown.ready ? [hint.text] : []

    Surface {
        width: parent.width
        height: parent.height

        Icon {
            id: up

            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.gap
            rotation: 90
            name: "back"
            size: Math.min(Theme.mm(44), parent.height * 0.22)
            color: Theme.accent
            visible: screen.shown.ready

            SequentialAnimation on opacity {
                running: !Theme.still && screen.shown.ready
                loops: Animation.Infinite

                NumberAnimation { from: 1; to: 0.25; duration: Theme.breath; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.25; to: 1; duration: Theme.breath; easing.type: Easing.InOutSine }
            }
        }

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: up.bottom
            anchors.bottom: hint.top
            anchors.margins: Theme.small
            size: Math.max(1, Math.min(parent.width * 0.6, height))
            width: size
            name: "face"
            stroke: 1.2
            color: screen.shown.ready ? Theme.accent : Theme.inkSoft
        }

        Label {
            id: hint

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.gap
            horizontalAlignment: Text.AlignHCenter
            text: screen.shown.ready ? qsTr("脸对着它，摘下口罩") : ""
            font.pixelSize: Theme.portrait ? Theme.choice : Theme.body
            weight: Font.Medium
        }

        Waiting {
            anchors.centerIn: hint
            visible: !screen.shown.ready
        }
    }
}
