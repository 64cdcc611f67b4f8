import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    // large type has room for four: what most people come for, and the way to the rest
    readonly property var services: Theme.elder ? Array.from(screen.shown.services).slice(0, 3) : Array.from(screen.shown.services)
    readonly property bool hasMore: screen.shown.more.length > 0 || services.length < screen.shown.services.length
    readonly property var tiles: hasMore ? services.concat(["more"]) : services

    branded: true
    question: qsTr("您要办什么？")
    note: qsTr("点一下；也可以直接插卡、扫凭条")
    says: [Sentences.notices(screen.shown.notices)].concat(tiles.map(service => Offers.of(service).text))

    known: Notices {
        notices: screen.shown.notices
        squeeze: screen.squeeze
    }

    ServiceGrid {
        anchors.fill: parent
        services: screen.tiles
        lead: true
        onPicked: service => screen.answer("picked", [service])
    }
}
