import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    readonly property string promise: qsTr("照片只印在纸上，机器不留")
    readonly property string yes: qsTr("拍一张，印在证上")
    readonly property string no: qsTr("不要照片")

    question: qsTr("证上印您的照片吗？")
    note: qsTr("没有照片，一样能进")
    says: [promise, yes, no]

    known: Banner {
        width: parent.width
        calm: true
        icon: "shield"
        squeeze: screen.squeeze
        text: screen.promise
    }

    ChoiceStack {
        anchors.fill: parent

        ChoiceCard {
            text: screen.yes
            icon: "camera"
            onActed: screen.answer("continue", [])
        }

        ChoiceCard {
            text: screen.no
            icon: "slip"
            onActed: screen.answer("picked", ["without_photo"])
        }
    }
}
