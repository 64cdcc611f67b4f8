import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// A sheet as it will come out.
ScreenFrame {
    id: screen

    readonly property string title: Words.local(screen.shown.title)
    readonly property string place: qsTr("第 %1 页，共 %2 页").arg(screen.shown.page).arg(screen.shown.pages)

    largeStage: true
    question: title
    questionSize: Theme.portrait ? Theme.choiceFirst : Theme.question
    note: screen.shown.copy ? place + qsTr("，副本") : place
    act: qsTr("打印")
    actDetail: qsTr("%n 页", "", screen.shown.pages)

    Item {
        id: hands

        anchors.fill: parent

        Rectangle {
            id: sheet

            readonly property real room: hands.height - (turning.visible ? turning.height + Theme.gap : 0)
            readonly property real shape: page.status === Image.Ready ? page.implicitWidth / page.implicitHeight : 0.707

            width: Math.min(hands.width, room * shape)
            height: width / shape
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.slipPaper
            border.width: Theme.hair
            border.color: Theme.edge

            Image {
                id: page

                anchors.fill: parent
                anchors.margins: Theme.hair
                cache: false
                source: screen.shown.picture
                sourceSize.width: Math.round(Math.min(hands.width, sheet.room))
                Accessible.role: Accessible.Graphic
                Accessible.name: screen.title
            }
        }

        Item {
            id: turning

            visible: screen.shown.pages > 1
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.touch

            PageButton {
                icon: "back"
                text: qsTr("上一页")
                visible: screen.shown.page > 1
                onActed: screen.answer("picked", ["before"])
            }

            PageButton {
                anchors.right: parent.right
                iconAfter: "next"
                text: qsTr("下一页")
                visible: screen.shown.page < screen.shown.pages
                onActed: screen.answer("picked", ["next"])
            }
        }
    }
}
