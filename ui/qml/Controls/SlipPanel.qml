import QtQuick
import "../Pictures"
import "../Theme"
import "../Wording"

// Where the slip is: coming out of the printer, or a code on screen that is as good.
Surface {
    id: panel

    required property string notice
    required property string code
    readonly property bool roomy: height > Theme.mm(Theme.elder ? 46 : 34) // for the picture
    readonly property bool asCode: code.length > 0 && (notice === "waiting" || notice === "unsure")
    property string advice: "" // what else to do, beside the code
    readonly property string text: Words.nonEmpty([Sentences.slip(notice), asCode ? advice : ""])

    visible: text.length > 0

    Item {
        id: picture

        x: Theme.gap
        y: Theme.gap
        width: panel.asCode || panel.roomy ? Math.min(panel.width * 0.42, height) : 0
        height: panel.height - 2 * Theme.gap

        QrCode {
            visible: panel.asCode
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height)
            height: width
            text: panel.asCode ? panel.code : ""
            name: qsTr("凭条的二维码")
        }

        Scene {
            visible: !panel.asCode && panel.roomy
            anchors.fill: parent
            opening: "printer"
            outward: true
            thingWidth: height * 0.42

            SlipShape { width: parent.width }
        }
    }

    Label {
        anchors.left: picture.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        height: panel.height - 2 * Theme.small
        verticalAlignment: Text.AlignVCenter
        text: panel.text
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.mm(8.4)
        bottomPadding: 0
        weight: Font.Medium
    }
}
