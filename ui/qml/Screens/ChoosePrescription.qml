pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    question: qsTr("送哪一份药？")
    note: qsTr("付过钱、还没取的药")
    says: (pager.pageItems ?? []).map(each => Words.local(each.title))

    Pager {
        id: pager

        anchors.fill: parent
        items: Array.from(screen.shown.prescriptions)
        rowHeightMin: Theme.billHeightMin
        rowHeightMax: Theme.billHeightMax
        row: ListCard {
            required property var modelData

            width: pager.width
            height: pager.rowHeight
            usable: !modelData.ordered
            text: Words.local(modelData.title)
            note: Array.from(modelData.items).map(item => Words.local(item)).join(Words.english ? ", " : "、")
            side: modelData.ordered ? qsTr("办过了") : ""
            icon: "parcel"
            onActed: screen.answer("picked", [modelData.prescription_id])
        }
    }
}
