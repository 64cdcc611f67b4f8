import QtQuick
import "../Icons"
import "../Theme"
import "../Wording"

// Whose machine it is, and which.
Row {
    id: brand

    spacing: Theme.small

    Rectangle {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.mm(Theme.portrait ? 18 : 26)
        height: width
        radius: width * 0.26
        color: Theme.act

        Icon {
            anchors.centerIn: parent
            name: "plus"
            size: sign.width * 0.62
            stroke: 5
            color: Theme.actInk
        }
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: brand.width - sign.width - brand.spacing

        Label {
            width: parent.width
            text: Words.hospital
            elide: Text.ElideRight
            maximumLineCount: 1
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.mm(9)
            lineHeight: 0.9
            font.pixelSize: Theme.mm(12)
            weight: Font.Bold
        }

        Label {
            width: parent.width
            text: Words.terminal + " · " + Words.place
            elide: Text.ElideRight
            maximumLineCount: 1
            lineHeight: 0.9
            font.pixelSize: Theme.mm(10.4)
            color: Theme.inkSoft
        }
    }
}
