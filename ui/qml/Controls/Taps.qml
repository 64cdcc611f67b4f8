pragma Singleton
import QtQuick
import "../Theme"

// A trembling hand presses twice. The second press within half a second at the same place is not a new wish, even if
// another screen has come up under the finger meanwhile.
QtObject {
    id: taps

    property double lastActMs: 0
    property point lastPlace: Qt.point(-1, -1)

    // `againMs`: a key that is meant to be pressed twice says so.
    function isNew(nowMs: double, place: point, againMs: int): bool {
        if (nowMs - lastActMs >= againMs)
            return true;
        return Math.hypot(place.x - lastPlace.x, place.y - lastPlace.y) > Theme.touch;
    }

    function acted(nowMs: double, place: point) {
        lastActMs = nowMs;
        lastPlace = place;
    }
}
