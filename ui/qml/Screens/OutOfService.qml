import QtQuick
import "../Controls"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string nearest: Words.local(screen.shown.nearest)
    readonly property string where: nearest ? qsTr("最近的机器：%1").arg(nearest) : ""

    branded: true
    question: qsTr("这台机器暂停服务")
    note: Sentences.line(screen.shown.reason_code)
    says: [screen.where]

    ResultMark {
        readonly property real room: parent.height - (elsewhere.visible ? elsewhere.height : 0)

        x: (parent.width - width) / 2
        y: (room - height) / 2
        width: Math.min(parent.width, room) * 0.6
        height: width
        kind: "problem"
    }

    Advice {
        id: elsewhere

        visible: text.length > 0
        width: parent.width
        anchors.bottom: parent.bottom
        icon: "door"
        text: screen.where
        strong: true
    }
}
