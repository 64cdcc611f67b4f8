import QtQuick
import "../Theme"

// A white card with a hairline: what is known.
Rectangle {
    radius: Theme.radius
    color: Theme.card
    border.width: Theme.hair
    border.color: Theme.line
}
