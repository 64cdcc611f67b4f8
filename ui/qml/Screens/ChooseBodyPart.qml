pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var icons: ({ "chest": "heart", "belly": "belly", "head": "head", "face": "eye", "bones": "bone", "family": "family", "whole": "leaf" })
    readonly property var rows: Array.from(screen.shown.groups).map(group => screen.offer(group)).concat([
        { id: "by_letters", text: qsTr("按拼音找"), note: qsTr("科室名字的首字母"), icon: "letters" }
    ])

    question: qsTr("哪里不舒服？")
    note: qsTr("点一下，我们找对科室")
    says: (pager.onPage ?? []).map(row => row.text)

    function offer(group: var): var {
        const names = Array.from(group.examples).map(name => Words.local(name)).join(Words.english ? ", " : "、");
        return { id: group.group_id, text: Words.local(group.name), note: names, icon: screen.icons[group.group_id] ?? "hospital" };
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.rows
        columns: Theme.portrait || Theme.elder ? 1 : 2
        itemsMax: Theme.elder ? 4 : 8
        rowHeightMin: Theme.elder ? Theme.billHeightMin : Theme.touch
        rowHeightMax: Theme.billHeightMax
        row: RowCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            text: modelData.text
            note: pager.columns > 1 ? "" : modelData.note
            icon: pager.columns > 1 ? "" : modelData.icon
            onActed: screen.answer("picked", [modelData.id])
        }
    }
}
