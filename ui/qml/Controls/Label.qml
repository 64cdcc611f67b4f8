import QtQuick
import "../Theme"

// Words on screen. Plain text always: a bill's title is data, never markup.
Text {
    id: label

    property int weight: Font.Normal

    color: Theme.ink
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    lineHeight: Theme.lineHeight
    bottomPadding: Math.round(Math.max(0, 1 - lineHeight) * font.pixelSize * Theme.naturalLine) // Qt takes it from the last line too
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: weight

    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
