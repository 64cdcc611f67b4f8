pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var rows: Array.from(screen.shown.rows)

    question: qsTr("“%1”找到 %2 项").arg(screen.shown.initials).arg(rows.length)
    note: screen.shown.more ? qsTr("还有别的，多输几个字母再查") : qsTr("甲类医保全报，乙类先自付一点，丙类自费")
    act: qsTr("再查一个")
    says: (pager.pageItems ?? []).map(row => Words.local(row.name))

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.rows
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: RecordCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            touchable: false
            title: Words.local(modelData.name)
            note: qsTr("每%1").arg(Words.local(modelData.unit))
            amount: modelData.price
            tag: Documents.grade(modelData.grade)
            tagInk: Documents.gradeInk(modelData.grade)
        }
    }
}
