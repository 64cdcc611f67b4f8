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
        anchors.centerIn: parent
        width: Math.min(parent.width, parent.height) * 0.5
        height: width
        kind: "problem"
    }

    Advice {
        visible: text.length > 0
        width: parent.width
        anchors.bottom: parent.bottom
        icon: "door"
        text: screen.where
        strong: true
    }
}
