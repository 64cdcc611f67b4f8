pragma ComponentBehavior: Bound
import QtQuick
import "../Icons"
import "../Theme"
import "../Wording"

// What else is taken on the same screen, without a touch: the identity card on its reader, a code at the scanner.
Row {
    id: also

    required property var ways
    readonly property var known: [
        { way: "id_card", icon: "idcard", text: qsTr("放身份证也行") },
        { way: "code", icon: "qr", text: qsTr("扫医保码也行") }
    ].filter(each => also.ways.includes(each.way))
    readonly property string text: Words.nonEmpty(known.map(each => each.text))

    readonly property real tallest: Math.max(0, ...Array.from(children).map(each => each.wanted ?? 0))

    visible: known.length > 0
    spacing: Theme.small

    Repeater {
        model: also.known

        Rectangle {
            id: one

            required property var modelData

            width: (also.width - (also.known.length - 1) * also.spacing) / also.known.length
            readonly property real wanted: Math.max(Theme.mm(Theme.portrait ? 34 : 22), words.height + 2 * Theme.tick)

            height: also.tallest
            radius: Theme.radiusSmall
            color: Theme.actTint

            Icon {
                id: sign

                x: Theme.small
                anchors.verticalCenter: parent.verticalCenter
                name: one.modelData.icon
                size: Theme.iconSmall * 1.2
                color: Theme.accent
            }

            Label {
                id: words

                anchors.left: sign.right
                anchors.leftMargin: Theme.small
                anchors.right: parent.right
                anchors.rightMargin: Theme.tick
                anchors.verticalCenter: parent.verticalCenter
                text: one.modelData.text
                font.pixelSize: Theme.note * (!Theme.elder ? 1 : Theme.portrait ? 0.86 : Theme.squeezeMin)
                color: Theme.accent
                weight: Font.Medium
            }
        }
    }
}
