pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var clauses: Array.from(screen.shown.clauses)
    property bool readAll: pager.pages === 1

    question: qsTr("先看后付的约定")
    note: qsTr("您的额度是 %1").arg(screen.shown.limit)
    act: readAll ? qsTr("我同意，签约") : qsTr("请先看完")
    actActive: readAll
    says: (pager.pageItems ?? []).map(clause => Words.local(clause))

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.clauses
        rowHeightMin: Theme.clauseHeightMin
        rowHeightMax: Theme.clauseHeightMin
        onPageChanged: screen.readAll = screen.readAll || page >= pages - 1
        row: Surface {
            id: clause

            required property var modelData

            width: pager.width
            height: pager.rowHeight

            Label {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.margins: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: Words.local(clause.modelData)
            }
        }
    }
}
