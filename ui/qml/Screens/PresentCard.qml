import QtQuick
import "../Camera"
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property var ways: Array.from(screen.shown.ways)
    readonly property string first: ways[0]
    readonly property bool asksCard: first === "insurance_card"
    readonly property string how: first === "id_card" ? qsTr("平放在感应区，先别拿开") : first === "code" ? screen.shown.by_camera ? qsTr("对准摄像头，就诊码也行") : qsTr("对准扫码口的红光，就诊码也行") : qsTr("芯片朝上、朝里，插到底")
    readonly property string noCard: ways.includes("phone") ? qsTr("没带卡，用手机号") : ""

    largeStage: true
    viewing: screen.first === "code" && screen.shown.by_camera
    question: first === "id_card" ? qsTr("请放身份证") : first === "code" ? qsTr("请扫医保码") : qsTr("请插入医保卡")
    note: screen.problem && !Theme.portrait ? "" : how // a problem says what to do by itself
    says: [screen.problem, also.text, screen.noCard]

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Surface {
        width: parent.width
        height: parent.height - (also.visible ? also.height + Theme.gap : 0) - (phone.visible ? phone.height + Theme.gap : 0)

        Scene {
            anchors.fill: parent
            anchors.bottomMargin: Theme.portrait ? shapes.height + 2 * Theme.wide : 0
            anchors.rightMargin: Theme.portrait ? 0 : shapes.width
            visible: screen.asksCard

            CardShape { width: parent.width }
        }

        LayIdCard {
            anchors.fill: parent
            anchors.margins: Theme.wide
            visible: screen.first === "id_card"
        }

        CodeStage {
            anchors.fill: parent
            visible: screen.first === "code"
            byCamera: screen.first === "code" && screen.shown.by_camera
            problemCode: screen.shown.problem_code

            PhoneShape { width: parent.width }
        }

        Orientation {
            id: shapes

            visible: screen.asksCard && parent.height > Theme.mm(60)
            x: Theme.portrait ? (parent.width - width) / 2 : parent.width - width - Theme.wide * 1.5
            y: Theme.portrait ? parent.height - height - Theme.wide : (parent.height - height) / 2
            cardHeight: Theme.portrait ? Math.min(Theme.mm(62), parent.height * 0.24) : (parent.height - 6 * Theme.wide) / 3
        }
    }

    AlsoTaken {
        id: also

        anchors.bottom: phone.visible ? phone.top : parent.bottom
        anchors.bottomMargin: phone.visible ? Theme.gap : 0
        width: parent.width
        ways: screen.ways.slice(1)
    }

    ChoiceCard {
        id: phone

        visible: screen.noCard.length > 0
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(implicitHeight, Theme.mm(Theme.portrait ? 30 : 20))
        text: screen.noCard
        crowding: Theme.elder ? 2 : 1
        onActed: screen.answer("picked", ["phone"])
    }
}
