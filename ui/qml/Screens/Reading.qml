import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property string way: screen.shown.way

    largeStage: true
    question: way === "insurance_card" ? qsTr("正在读卡") : way === "id_card" ? qsTr("正在读身份证") : qsTr("正在找您的信息")
    note: way === "insurance_card" ? qsTr("别拔卡，马上就好") : way === "id_card" ? qsTr("先别拿开，马上就好") : qsTr("马上就好")

    Surface {
        anchors.fill: parent

        Scene {
            anchors.fill: parent
            visible: screen.way === "insurance_card"
            arrived: true

            CardShape { width: parent.width }
        }

        LayIdCard {
            anchors.fill: parent
            anchors.margins: Theme.wide
            anchors.bottomMargin: wait.height + 2 * Theme.wide
            visible: screen.way === "id_card"
            arrived: true
        }

        IconTile {
            anchors.horizontalCenter: parent.horizontalCenter
            y: (parent.height - wait.height - Theme.wide - height) / 2
            visible: screen.way !== "insurance_card" && screen.way !== "id_card"
            size: Math.min(parent.width, parent.height) * 0.36
            icon: "person"
        }

        Waiting {
            id: wait

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.wide
        }
    }
}
