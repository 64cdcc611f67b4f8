pragma Singleton
import QtQuick
import "../Theme"

// A trembling hand presses twice. The second press within half a second at the same place is not a new wish, even if
// another screen has come up under the finger meanwhile.
QtObject {
    id: taps

    property var time: null // when the event that is being handled happened: `eventMs`
    property double lastActMs: 0
    property point lastPlace: Qt.point(-1, -1)

    function nowMs(): double {
        return time ? time.eventMs : Date.now();
    }

    // `againMs`: a key that is meant to be pressed twice says so.
    function isNew(pressedAtMs: double, place: point, againMs: int): bool {
        if (Math.abs(pressedAtMs - lastActMs) >= againMs) // a clock of 32 bits begins anew after 49 days
            return true;
        return Math.hypot(place.x - lastPlace.x, place.y - lastPlace.y) > Theme.touch;
    }

    function acted(atMs: double, place: point) {
        lastActMs = atMs;
        lastPlace = place;
    }
}
