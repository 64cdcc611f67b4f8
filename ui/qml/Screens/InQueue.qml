import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var visit: screen.shown.visit
    readonly property bool sure: !screen.shown.provisional
    readonly property string place: Words.local(visit.place)
    // what the small panel has no room for is on the ticket
    readonly property string department: Theme.elder && !Theme.portrait ? qsTr("您的号") : Words.local(visit.department)
    readonly property string who: [department, Theme.portrait ? Words.local(visit.doctor) : ""].filter(part => part.length > 0).join(" · ")
    readonly property string people: qsTr("%1 人").arg(screen.shown.ahead)
    readonly property string minutes: screen.shown.wait_min < 5 ? qsTr("马上") : qsTr("%1 分钟").arg(screen.shown.wait_min)
    readonly property string late: sure && screen.shown.late ? qsTr("过了预约时间，准时的人先看") : ""
    readonly property string slipText: Sentences.slip(screen.shown.slip === "waiting" || screen.shown.slip === "unsure" ? "" : screen.shown.slip)

    question: sure ? qsTr("签到好了") : qsTr("签到记下了，等确认")
    note: sure ? qsTr("请去 %1，等叫号").arg(place) : qsTr("连不上医院系统。请去 %1，告诉护士").arg(place)
    act: qsTr("完成")
    wayBack: ""
    handsNeeded: facts.height + (slip.visible ? Theme.mm(34) + Theme.gap : 0)
    says: [number.text + " " + number.amount, screen.late, phone.visible ? phone.words : "", slip.visible || told.visible ? slipText : ""]

    known: [
        AmountHead {
            id: number

            width: parent.width
            kind: screen.sure ? "done" : "wait"
            squeeze: screen.squeeze
            text: screen.who
            amount: qsTr("%1 号").arg(screen.visit.number)
        },
        Banner {
            id: told

            visible: !Theme.portrait && !Theme.elder && text.length > 0
            width: parent.width
            icon: "slip"
            calm: true
            squeeze: screen.squeeze
            text: screen.slipText
        }
    ]

    Column {
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        Surface {
            id: facts

            width: parent.width
            height: rows.height + 2 * Theme.gap

            Column {
                id: rows

                x: Theme.gap
                y: Theme.gap
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                FactRow { width: parent.width; text: qsTr("就诊时间"); amount: screen.visit.starts + "–" + screen.visit.ends }
                FactRow { width: parent.width; visible: screen.sure; text: qsTr("前面还有"); note: screen.late; amount: screen.people }
                FactRow { width: parent.width; visible: screen.sure; text: qsTr("大约等"); amount: screen.minutes }
            }
        }

        PhoneCode {
            id: phone

            width: parent.width
            height: Math.min(Theme.mm(116), screen.handsHeight - facts.height - Theme.gap - (slip.visible ? Theme.mm(34) + Theme.gap : 0))
            code: screen.shown.reminder
            words: qsTr("手机扫一扫，看排到哪里")
        }

        SlipPanel {
            id: slip

            visible: Theme.portrait && screen.slipText.length > 0
            width: parent.width
            height: Math.min(Theme.mm(90), screen.handsHeight - facts.height - Theme.gap - (phone.visible ? phone.height + Theme.gap : 0))
            notice: screen.slipText.length > 0 ? screen.shown.slip : ""
            code: ""
        }
    }
}
