pragma ComponentBehavior: Bound
import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    readonly property var services: Array.from(screen.shown.services)

    question: qsTr("更多服务")
    says: (pager.pageItems ?? []).map(service => Offers.of(service).text)

    Pager {
        id: pager

        anchors.fill: parent
        items: screen.services
        columns: Theme.elder ? 1 : 2
        rowHeightMin: Theme.serviceHeightMin
        rowHeightMax: Theme.serviceHeightMax
        row: ServiceCard {
            required property string modelData

            width: pager.columnWidth
            height: pager.rowHeight
            service: modelData
            onActed: screen.answer("picked", [modelData])
        }
    }
}
