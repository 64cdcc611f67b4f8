import QtQuick
import "../Controls"

OverlayFrame {
    id: overlay

    question: qsTr("您还在吗？")
    note: qsTr("%1 秒后结束，清除您的信息").arg(countdown.remaining)
    act: qsTr("我还在")
    actAnswer: "stay"

    Countdown {
        id: countdown

        width: parent.width
        from: overlay.shown.seconds_left
        total: Math.max(20, overlay.shown.seconds_left)
    }
}
