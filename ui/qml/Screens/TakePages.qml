import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// The sheets are in the tray.
ScreenFrame {
    id: screen

    readonly property string trouble: screen.shown.problem_code
    readonly property string rest: !trouble ? "" : trouble === "JOB_CANCELLED" ? qsTr("剩下的没有打印。") : trouble === "PRINT_UNKNOWN" ? qsTr("最后一份可能不完整。缺了可以再打一份副本。") : Sentences.line(trouble)

    question: screen.shown.pages > 0 ? qsTr("请拿走您的 %n 页纸", "", screen.shown.pages) : qsTr("请看看出纸口")
    note: qsTr("别落下，上面有您的信息")
    act: qsTr("完成")
    wayBack: ""
    says: [rest]

    Column {
        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        spacing: Theme.gap

        Advice {
            visible: screen.rest.length > 0
            width: parent.width
            icon: "warn"
            calm: false
            text: screen.rest
        }

        ResultMark {
            visible: screen.rest.length === 0
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.mm(Theme.portrait ? 90 : 70)
            height: width
            kind: "done"
        }
    }
}
