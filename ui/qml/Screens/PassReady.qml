import QtQuick
import "../Controls"
import "../Pictures"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string number: qsTr("证号 %1").arg(screen.shown.pass_number)
    readonly property bool onScreen: screen.shown.code.length > 0
    readonly property string todo: screen.onScreen ? qsTr("没打好，拍下这个码给病区门口看") : qsTr("到病区门口给护士看")

    question: qsTr("探视证办好了")
    note: screen.onScreen ? todo : screen.shown.photo_missed ? Sentences.line("PHOTO_BROKEN") : ""
    act: qsTr("完成")
    wayBack: ""
    says: facts.says.concat([number, screen.onScreen ? "" : todo, paper.text])

    known: WardFacts {
        id: facts

        width: parent.width
        visit: screen.shown.visit
        squeeze: screen.squeeze
    }

    Surface {
        id: body

        anchors.top: parent.top
        anchors.bottom: paper.visible ? paper.top : parent.bottom
        anchors.bottomMargin: paper.visible ? Theme.small : 0
        width: parent.width

        Scene {
            id: picture

            visible: !screen.onScreen && body.height > Theme.mm(130)
            anchors.top: parent.top
            width: parent.width
            height: body.height - words.height - 2 * Theme.gap
            opening: "printer"
            outward: true

            SlipShape { width: parent.width }
        }

        QrCode {
            id: code

            visible: screen.onScreen
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.small
            width: Math.min(parent.width * 0.7, parent.height - words.height - 2 * Theme.gap)
            height: width
            text: screen.shown.code
            name: qsTr("探视证的码")
        }

        Column {
            id: words

            x: Theme.gap
            y: screen.onScreen ? code.y + code.height : picture.visible ? picture.height + Theme.gap : (parent.height - height) / 2
            width: parent.width - 2 * Theme.gap
            spacing: Theme.small

            Label {
                width: parent.width
                visible: !screen.onScreen
                horizontalAlignment: Text.AlignHCenter
                text: screen.todo
                weight: Font.Bold
            }

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: screen.number
                color: Theme.inkSoft
            }
        }
    }

    PaperLine {
        id: paper

        anchors.bottom: parent.bottom
        width: parent.width
        notice: screen.onScreen ? "" : screen.shown.slip
    }
}
