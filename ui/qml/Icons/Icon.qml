import QtQuick
import QtQuick.Shapes

// One family: a 24 mm field, a 2.5 mm stroke, round ends. Drawn as paths, so it is sharp at every size and takes any colour.
Item {
    id: icon

    required property string name
    property real size: 24
    property color color
    property real stroke: 2.5

    implicitWidth: size
    implicitHeight: size

    Shape {
        width: 24
        height: 24
        scale: icon.size / 24
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: icon.color
            strokeWidth: icon.stroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: Glyphs.of(icon.name)
            }
        }
    }
}
