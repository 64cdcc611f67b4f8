import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// How many sheets are out, and what it waits for.
ScreenFrame {
    id: screen

    readonly property string trouble: screen.shown.trouble
    readonly property string standing: screen.shown.stopping ? qsTr("正在停下打印") : trouble ? "" : qsTr("打好 %1 页，共 %2 页").arg(screen.shown.done).arg(screen.shown.pages)
    readonly property string help: trouble === "DEVICE_BUSY" ? qsTr("前面还有别人的，轮到您就打。") : screen.shown.staff_called ? qsTr("工作人员已经知道，马上来。弄好了会接着打。") : qsTr("弄好了会接着打，请等一下。")

    question: screen.shown.stopping ? qsTr("正在停下打印") : happened()
    note: Words.local(screen.shown.title)
    wayBack: screen.shown.can_cancel ? qsTr("不打了") : ""
    says: [trouble ? help : standing]

    function happened(): string {
        switch (trouble) {
        case "":
            return qsTr("正在打印，请等一下");
        case "DEVICE_BUSY":
            return qsTr("打印机正忙，请稍等");
        default:
            return Sentences.what(trouble);
        }
    }

    Surface {
        width: parent.width
        y: Theme.portrait ? 0 : (parent.height - height) / 2
        height: Math.min(parent.height, inside.height + 2 * Theme.wide)

        Column {
            id: inside

            x: Theme.wide
            y: Theme.wide
            width: parent.width - 2 * Theme.wide
            spacing: Theme.gap

            Label {
                width: parent.width
                text: screen.shown.done + " / " + screen.shown.pages
                font.pixelSize: Theme.amountLarge
                font.features: ({ "tnum": 1 })
                weight: Font.Bold
                horizontalAlignment: Text.AlignHCenter
                color: screen.trouble ? Theme.amber : Theme.accent
            }

            Label {
                width: parent.width
                text: screen.trouble ? screen.help : screen.standing
                font.pixelSize: Theme.choice
                weight: Font.Bold
                horizontalAlignment: Text.AlignHCenter
            }

            Rectangle {
                width: parent.width
                height: Theme.mm(8)
                radius: height / 2
                color: Theme.rest

                Rectangle {
                    height: parent.height
                    width: Math.max(height, parent.width * screen.shown.done / Math.max(1, screen.shown.pages))
                    radius: height / 2
                    color: screen.trouble ? Theme.amberMark : Theme.act
                }
            }

            Waiting {
                visible: !screen.trouble
                anchors.horizontalCenter: parent.horizontalCenter
            }
        }
    }
}
