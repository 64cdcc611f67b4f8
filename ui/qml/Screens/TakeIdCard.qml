import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"

ScreenFrame {
    id: screen

    largeStage: true
    question: qsTr("请拿走身份证")
    note: qsTr("谢谢，慢走，祝您早日康复")
    act: qsTr("拿好了")

    Surface {
        anchors.fill: parent

        LayIdCard {
            anchors.fill: parent
            anchors.margins: Theme.wide
            outward: true
        }
    }
}
