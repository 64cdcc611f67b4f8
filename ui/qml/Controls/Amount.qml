import QtQuick
import "../Theme"

// The amount that matters. Shrinks before it would run out of its room.
Label {
    wrapMode: Text.NoWrap
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: Theme.body
    lineHeight: 0.85
    font.pixelSize: Theme.amountLarge
    font.features: ({ "tnum": 1 })
    weight: Font.Bold
}
