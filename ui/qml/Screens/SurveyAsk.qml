import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string which: qsTr("第 %1 问，共 %2 问").arg(screen.shown.number).arg(screen.shown.of)
    readonly property string naming: screen.shown.named ? qsTr("带上我的名字") : qsTr("不留名字")

    question: Words.local(screen.shown.text)
    note: which + " · " + qsTr("点一张脸")
    says: (screen.shown.can_name ? [naming] : []).concat(faces.levels.map(level => faces.nameOf(level)))

    FaceRow {
        id: faces

        width: parent.width
        height: Math.min(Theme.mm(Theme.portrait ? 130 : 90), parent.height - (namePill.visible ? namePill.height + Theme.gap : 0))
        levels: Theme.elder ? [1, 3, 5] : [1, 2, 3, 4, 5]
        onPicked: level => screen.answer("picked", [level])
    }

    Pill {
        id: namePill

        visible: screen.shown.can_name
        anchors.top: faces.bottom
        anchors.topMargin: Theme.gap
        icon: screen.shown.named ? "person" : "shield"
        text: screen.naming
        onActed: screen.answer("picked", ["named"])
    }
}
