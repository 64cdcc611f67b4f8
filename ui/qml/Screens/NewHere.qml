import QtQuick
import "../Controls"
import "../Theme"

ScreenFrame {
    id: screen

    readonly property string consent: qsTr("医院会保存您的姓名、证件号、住址和手机号，只用来给您看病")
    readonly property string kind: screen.shown.id_kind === "foreign_resident" ? qsTr("外国人永久居留证") : screen.shown.id_kind === "hmt_resident" ? qsTr("港澳台居住证") : qsTr("居民身份证")

    question: qsTr("第一次来？先建档")
    note: Theme.portrait ? qsTr("看看对不对，再点同意") : consent
    says: [qsTr("姓名"), screen.shown.name_read, qsTr("号码"), screen.shown.number_read, qsTr("证件"), kind, Theme.portrait ? consent : ""]
    act: qsTr("同意，去建档")

    Surface {
        width: parent.width
        height: parent.height - (advice.visible ? advice.height + Theme.gap : 0)

        Column {
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.wide
            width: parent.width - 2 * Theme.wide
            spacing: Theme.portrait ? Theme.wide : Theme.tick

            FactRow {
                width: parent.width
                text: qsTr("姓名")
                amount: screen.shown.name_read
            }

            FactRow {
                width: parent.width
                text: qsTr("号码")
                amount: screen.shown.number_read
            }

            FactRow {
                width: parent.width
                text: qsTr("证件")
                amount: screen.kind
            }
        }
    }

    Advice {
        id: advice

        visible: Theme.portrait
        anchors.bottom: parent.bottom
        width: parent.width
        icon: "shield"
        text: screen.consent
    }
}
