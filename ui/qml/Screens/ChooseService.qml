pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    branded: true
    question: qsTr("您要办什么？")
    note: qsTr("点一下；也可以直接插卡、扫凭条")
    says: [Sentences.notices(screen.shown.notices)].concat(Array.from(screen.shown.services).map(service => screen.offer(service).text))

    function offer(service: string): var {
        switch (service) {
        case "pay_bills":
            return { text: qsTr("缴费"), note: qsTr("用医保卡，付门诊的费用"), icon: "wallet", tint: Theme.actTint, ink: Theme.accent };
        case "scan_bill_slip":
            return { text: qsTr("扫诊间凭条"), note: qsTr("医生给的纸上有二维码"), icon: "qr", tint: Theme.seaTint, ink: Theme.sea };
        default:
            return { text: qsTr("补打凭条"), note: qsTr("用以前的凭条，再打一张"), icon: "reprint", tint: Theme.amberTint, ink: Theme.amberMark };
        }
    }

    known: Notices {
        notices: screen.shown.notices
        squeeze: screen.squeeze
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.shown.services

            ChoiceCard {
                required property string modelData
                required property int index
                readonly property var offer: screen.offer(modelData)

                first: index === 0
                text: offer.text
                note: offer.note
                icon: offer.icon
                tint: offer.tint
                tintInk: offer.ink
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
