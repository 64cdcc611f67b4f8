pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    property string branch: screen.shown.opened
    readonly property var icons: ({ "chest": "heart", "belly": "belly", "head": "head", "face": "eye", "bones": "bone", "family": "family", "whole": "leaf" })
    readonly property var groups: Array.from(screen.shown.groups)
    readonly property var open: groups.find(group => group.group_id === branch) ?? null
    readonly property var letters: ({ id: "by_letters", text: qsTr("按拼音找"), note: qsTr("科室名字的首字母"), icon: "letters", leads: false })
    readonly property var rows: open ? Array.from(open.departments).map(row => screen.leaf(row)) : groups.map(group => screen.part(group)).concat([letters])

    opened: open !== null
    question: open ? qsTr("挂哪个科？") : qsTr("哪里不舒服？")
    note: open ? Words.local(open.name) : qsTr("点一下，我们找对科室")
    says: (pager.pageItems ?? []).map(row => row.text)
    onClosed: show("")

    function part(group: var): var {
        const names = Array.from(group.departments).map(row => Words.local(row.name)).join(Words.english ? ", " : "、");
        return { id: group.group_id, text: Words.local(group.name), note: names, icon: icons[group.group_id] ?? "hospital", leads: true };
    }

    function leaf(row: var): var {
        return { id: row.department_id, text: Words.local(row.name), note: "", icon: "door", leads: false };
    }

    function show(group: string) {
        branch = group;
        pager.page = 0;
    }

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.rows
        columns: screen.open || Theme.portrait || Theme.elder ? 1 : 2
        itemsMax: Theme.elder ? 4 : 8
        rowHeightMin: Theme.elder || screen.open ? Theme.billHeightMin : Theme.touch
        rowHeightMax: Theme.billHeightMax
        row: RowCard {
            required property var modelData

            width: pager.columnWidth
            height: pager.rowHeight
            text: modelData.text
            note: pager.columns > 1 ? "" : modelData.note
            icon: pager.columns > 1 || (screen.open && !Theme.portrait) ? "" : modelData.icon
            onActed: modelData.leads ? screen.show(modelData.id) : screen.answer("picked", [modelData.id])
        }
    }
}
