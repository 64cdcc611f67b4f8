pragma ComponentBehavior: Bound
import QtQuick
import "../Theme"

// Faces from sad to glad, a level each.
Row {
    id: faces

    required property var levels // 1 … 5
    signal picked(string level)

    spacing: Theme.portrait ? Theme.small : Theme.tick

    function nameOf(level: int): string {
        return [qsTr("很差"), qsTr("不好"), qsTr("一般"), qsTr("满意"), qsTr("很好")][level - 1];
    }

    Repeater {
        model: faces.levels

        Rectangle {
            id: face

            required property int modelData
            readonly property bool glad: modelData > 3

            width: (faces.width - (faces.levels.length - 1) * faces.spacing) / faces.levels.length
            height: faces.height
            radius: Theme.radius
            color: tap.down ? Theme.pressed : Theme.card
            border.width: Theme.elder ? Theme.rim : Theme.hair
            border.color: Theme.elder ? Theme.edge : Theme.line

            Column {
                width: parent.width
                anchors.centerIn: parent
                spacing: Theme.small

                IconTile {
                    anchors.horizontalCenter: parent.horizontalCenter
                    size: Math.min(Theme.tileMax, face.width - 2 * Theme.tick, face.height * 0.5)
                    icon: "face" + face.modelData
                    color: face.glad ? Theme.actTint : face.modelData === 3 ? Theme.seaTint : Theme.amberTint
                    ink: face.glad ? Theme.accent : face.modelData === 3 ? Theme.sea : Theme.amberMark
                }

                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: faces.nameOf(face.modelData)
                    maximumLineCount: 1
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.mm(10)
                    lineHeight: 1
                    weight: Font.Bold
                    Accessible.ignored: true
                }
            }

            TapArea {
                id: tap

                anchors.fill: parent
                name: faces.nameOf(face.modelData)
                onActed: faces.picked(String(face.modelData))
            }
        }
    }
}
