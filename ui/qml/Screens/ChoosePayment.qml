pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Pictures"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property string problem: Sentences.full(screen.shown.decline_code)

    question: qsTr("怎么付这 %1？").arg(screen.shown.amount)
    says: [screen.problem].concat(Array.from(screen.shown.ways).map(way => screen.offer(way).text))

    function offer(way: string): var {
        if (way === "show_qr")
            return { text: qsTr("用手机扫屏幕"), note: qsTr("微信、支付宝都可以"), icon: "qr" };
        if (way === "face")
            return { text: qsTr("刷脸付"), note: qsTr("微信支付的摄像头，先问您同不同意"), icon: "face" };
        if (way === "pay_later")
            return { text: qsTr("先看后付"), note: qsTr("现在不付，还能用 %1").arg(screen.shown.later_left), icon: "shield" };
        return { text: qsTr("出示付款码"), note: screen.shown.by_camera ? qsTr("把手机对准摄像头") : qsTr("把手机对准机器的扫码口"), icon: "paycode" };
    }

    known: Banner {
        width: parent.width
        visible: text.length > 0
        squeeze: screen.squeeze
        text: screen.problem
    }

    Component {
        id: scanScreen

        ScanScreen {}
    }

    Component {
        id: showPhone

        ShowPhone {}
    }

    ChoiceStack {
        anchors.fill: parent

        Repeater {
            model: screen.shown.ways

            ChoiceCard {
                required property string modelData
                required property int index
                readonly property var offer: screen.offer(modelData)

                first: index === 0
                text: offer.text
                note: offer.note
                icon: offer.icon
                picture: ({ "show_qr": scanScreen, "payer_code": screen.shown.by_camera ? null : showPhone })[modelData] ?? null
                onActed: screen.answer("picked", [modelData])
            }
        }
    }
}
