pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Icons"
import "../Theme"

// What is taken, by whom, what for, where it stays, who may not. Another wording needs another WORDING_VERSION.
ScreenFrame {
    id: screen

    readonly property var facts: [
        { icon: "eye", text: qsTr("微信支付的摄像头看您的脸") },
        { icon: "wallet", text: qsTr("只为认出您，付这一笔") },
        { icon: "shield", text: qsTr("照片只给微信支付，这里不留") },
        { icon: "family", text: qsTr("没满 14 岁，请家长来付") }
    ]

    largeStage: true
    question: qsTr("同意刷脸付款吗？")
    act: qsTr("同意，开始刷脸")
    wayBack: Theme.portrait ? qsTr("返回") : qsTr("换种付法") // lying it is the only one: the bar is as near as the act
    says: [sum.text].concat(facts.map(fact => fact.text))

    known: Label {
        id: sum

        width: parent.width
        text: qsTr("付 %1").arg(screen.shown.amount)
        font.pixelSize: (Theme.elder ? Theme.body : Theme.choice) * screen.squeeze
        weight: Font.Bold
        color: Theme.accent
    }

    Surface {
        width: parent.width
        height: parent.height - (other.visible ? other.height + Theme.gap : 0)

        Repeater {
            id: measures

            model: screen.facts

            Label {
                required property var modelData

                visible: false
                width: list.width - Theme.iconSmall * 1.4 - Theme.gap
                height: list.room
                text: modelData.text
                font.pixelSize: Theme.portrait ? Theme.choice : Theme.body
                fontSizeMode: Text.Fit
                minimumPixelSize: Theme.mm(8)
                lineHeight: 0.95
                bottomPadding: 0
            }
        }

        Column {
            id: list

            readonly property real room: (parent.height - 2 * Theme.small) / screen.facts.length

            x: Theme.gap
            y: Theme.small
            width: parent.width - 2 * Theme.gap

            // what does not fit makes all of them smaller alike
            readonly property real size: Array.from({ length: measures.count }, (_, row) => (measures.itemAt(row) as Label)?.fontInfo.pixelSize ?? Theme.body).reduce((least, each) => Math.min(least, each), Theme.choice)

            Repeater {
                model: screen.facts

                Item {
                    id: fact

                    required property var modelData

                    width: list.width
                    height: list.room

                    Icon {
                        id: mark

                        anchors.verticalCenter: parent.verticalCenter
                        name: fact.modelData.icon
                        size: Math.min(Theme.iconSmall * 1.4, fact.height * 0.7)
                        width: Theme.iconSmall * 1.4
                        color: Theme.accent
                    }

                    Label {
                        anchors.left: mark.right
                        anchors.leftMargin: Theme.gap
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        height: parent.height
                        verticalAlignment: Text.AlignVCenter
                        text: fact.modelData.text
                        font.pixelSize: list.size
                        lineHeight: 0.95
                        bottomPadding: 0
                    }
                }
            }
        }
    }

    ChoiceCard {
        id: other

        visible: Theme.portrait
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(implicitHeight, Theme.mm(Theme.portrait ? 30 : 20))
        text: qsTr("不刷脸，换一种付法")
        crowding: Theme.elder ? 2 : 1
        onActed: screen.answer("back", [])
    }
}
