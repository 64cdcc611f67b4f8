import QtQuick
import "../Theme"

Pill {
    side: Theme.gap
    textSize: Theme.note
    rimWidth: Theme.rim
    rimColor: Theme.ink
}
