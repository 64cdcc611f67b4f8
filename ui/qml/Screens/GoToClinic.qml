import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string place: Words.local(screen.shown.clinic.place)
    readonly property string way: Words.local(screen.shown.clinic.way)
    readonly property string doctors: qsTr("那里的医生先给您看，不用排这里的队")

    question: qsTr("请先去发热门诊")
    note: Theme.portrait || !screen.way ? doctors : screen.way // the small panel has no room for both
    act: qsTr("知道了")
    wayBack: ""
    says: [place, road.visible ? way : "", slip.text]

    Column {
        width: parent.width
        anchors.bottom: Theme.portrait ? undefined : parent.bottom
        spacing: Theme.gap

        Advice {
            id: door

            width: parent.width
            icon: "hospital"
            text: screen.place
            strong: true
        }

        Advice {
            id: road

            visible: Theme.portrait && text.length > 0
            width: parent.width
            icon: "door"
            text: screen.way
        }

        SlipPanel {
            id: slip

            width: parent.width
            height: Math.min(Theme.mm(90), screen.handsHeight - door.height - (road.visible ? road.height + Theme.gap : 0) - Theme.gap)
            notice: screen.shown.slip
            code: ""
        }
    }
}
