import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// A sheet as it will come out. Pages are turned beneath it, or beside it where the screen is wide.
ScreenFrame {
    id: screen

    readonly property string title: Words.local(screen.shown.title)
    readonly property string place: qsTr("第 %1 页，共 %2 页").arg(screen.shown.page).arg(screen.shown.pages)
    readonly property bool several: screen.shown.pages > 1

    largeStage: true
    question: title
    questionSize: Theme.portrait ? Theme.choiceFirst : Theme.question
    note: screen.shown.copy ? place + qsTr("，副本") : place
    act: screen.shown.can_print ? qsTr("打印") : qsTr("看好了")
    actDetail: screen.shown.can_print ? qsTr("%n 页", "", screen.shown.pages) : ""
    says: [broken.text]

    known: Banner {
        id: broken

        visible: text.length > 0
        width: parent.width
        squeeze: screen.squeeze
        text: screen.shown.can_print ? "" : qsTr("打印机现在用不了，可以在这里看")
    }

    Item {
        id: hands

        readonly property real beneath: screen.several && Theme.portrait ? Theme.touch + Theme.gap : 0
        readonly property real beside: screen.several && !Theme.portrait ? Math.max(before.width, next.width) + Theme.gap : 0

        anchors.fill: parent

        Rectangle {
            id: sheet

            readonly property real shape: page.status === Image.Ready ? page.implicitWidth / page.implicitHeight : 0.707

            width: Math.min(hands.width - hands.beside, (hands.height - hands.beneath) * shape)
            height: width / shape
            x: (hands.width - hands.beside - width) / 2
            color: Theme.slipPaper
            border.width: Theme.hair
            border.color: Theme.edge

            Image {
                id: page

                anchors.fill: parent
                anchors.margins: Theme.hair
                cache: false
                source: screen.shown.picture
                sourceSize.width: Math.round(hands.width)
                Accessible.role: Accessible.Graphic
                Accessible.name: screen.title
            }
        }

        PageButton {
            id: before

            icon: "back"
            text: qsTr("上一页")
            visible: screen.shown.page > 1
            x: Theme.portrait ? 0 : parent.width - width
            y: Theme.portrait ? parent.height - height : parent.height / 2 - height - Theme.gap / 2
            onActed: screen.answer("picked", ["before"])
        }

        PageButton {
            id: next

            iconAfter: "next"
            text: qsTr("下一页")
            visible: screen.shown.page < screen.shown.pages
            x: parent.width - width
            y: Theme.portrait ? parent.height - height : parent.height / 2 + Theme.gap / 2
            onActed: screen.answer("picked", ["next"])
        }
    }
}
