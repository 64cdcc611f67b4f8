import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string why: screen.shown.reason === "acting" ? qsTr("看看是不是您本人在替家人办") : qsTr("看看身份证是不是您本人的")
    readonly property string against: screen.shown.source === "id_card" ? qsTr("和身份证里的照片比") : qsTr("和您留在医院的照片比")
    readonly property string promise: against + qsTr("，只在这台机器里，您走了就没有了")
    readonly property string yes: screen.shown.once_more ? qsTr("再看一次") : qsTr("同意，刷脸")
    readonly property string no: screen.shown.window ? qsTr("不刷脸，去人工窗口") : qsTr("不刷脸，接着办")

    question: screen.shown.once_more ? Sentences.what("FACE_ONCE_MORE") : qsTr("刷脸看一下，好吗？")
    note: screen.shown.once_more ? Sentences.todo("FACE_ONCE_MORE") : why
    says: [told.visible ? promise : "", yes, no]

    known: Banner {
        id: told

        visible: Theme.portrait || !screen.shown.once_more // said before
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
            icon: "face"
            onActed: screen.answer("continue", [])
        }

        ChoiceCard {
            text: screen.no
            icon: screen.shown.window ? "door" : "card"
            onActed: screen.answer("picked", ["other_way"])
        }
    }
}
