import QtQuick
import "../Controls"

ScreenFrame {
    id: screen

    readonly property bool invoices: screen.shown.kind === "invoices"
    readonly property bool wholeYear: screen.shown.whole_year

    question: invoices ? (wholeYear ? qsTr("一年里没有票据") : qsTr("三个月里没有票据"))
                       : (wholeYear ? qsTr("一年里没有付过钱") : qsTr("三个月里没有付过钱"))
    note: wholeYear ? qsTr("更早的，请去人工窗口查") : qsTr("可以再往前看看")
    act: wholeYear ? qsTr("完成") : qsTr("看一年内的")

    Item {
        anchors.fill: parent

        IconTile {
            anchors.centerIn: parent
            icon: screen.invoices ? "slip" : "wallet"
            size: Math.min(parent.width, parent.height) * 0.5
        }
    }
}
