pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.line(screen.shown.problem_code)
    readonly property var places: Array.from(screen.shown.addresses).map(each => ({
        code: each.address_id,
        text: each.masked_text,
        note: each.masked_name + " " + each.masked_phone,
        icon: "door"
    })).concat([{ code: "phone", text: qsTr("用手机填新地址"), note: qsTr("扫一扫，在手机上写"), icon: "phone" }])

    question: qsTr("送到哪里？")
    note: screen.problem && !Theme.portrait ? "" : qsTr("星号遮住了，机器不存地址")
    says: [screen.problem].concat(places.map(place => place.text))

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.places
        rowHeightMin: Math.max(Theme.touch, Theme.mm(20))
        rowHeightMax: Theme.billHeightMax
        row: ListCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            text: modelData.text
            note: modelData.note
            icon: modelData.icon
            onActed: screen.answer("picked", [modelData.code])
        }
    }
}
