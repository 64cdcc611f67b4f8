import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

// The sheets are in the tray, or why they are not.
ScreenFrame {
    id: screen

    readonly property string trouble: screen.shown.problem_code
    readonly property int pages: screen.shown.pages
    readonly property string rest: restOf(trouble)

    question: pages > 0 ? qsTr("请拿走您的 %n 页纸", "", pages) : trouble === "PRINT_UNKNOWN" ? qsTr("请看看出纸口") : qsTr("没有打印出来")
    note: pages > 0 || trouble === "PRINT_UNKNOWN" ? qsTr("别落下，上面有您的信息") : ""
    act: screen.shown.can_retry ? qsTr("再试一次") : qsTr("完成")
    wayBack: screen.shown.can_retry ? qsTr("结束") : ""
    says: [rest]

    function restOf(code: string): string {
        switch (code) {
        case "":
            return "";
        case "JOB_CANCELLED":
            return qsTr("剩下的没有打印。");
        case "PRINT_UNKNOWN":
            return qsTr("最后一份可能不完整。缺了可以再打一份副本。");
        default:
            return Sentences.what(code) + Sentences.stop + qsTr("换一台机器打印，或叫工作人员。");
        }
    }

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
