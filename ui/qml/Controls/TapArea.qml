import QtQuick
import "../Theme"

// Everything that can be touched. Acts on release inside, allows 12 mm of drift, wants 40 ms of press, ignores a second
// press, shows the press at once.
MouseArea {
    id: area

    required property string name // the visible text: what a screen reader and a scenario call it
    property bool checkable: false
    property bool checked: false
    property int againMs: Theme.secondPressMs
    readonly property bool down: pressed && wanted && containsMouse
    signal acted

    property bool wanted: false
    property double pressedAtMs: 0
    property point pressedAt: Qt.point(0, 0)

    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: name
    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.focusable: true
    Accessible.onPressAction: if (area.enabled) area.acted()
    Accessible.onToggleAction: if (area.enabled) area.acted()

    preventStealing: true
    onPressed: mouse => {
        pressedAtMs = Taps.nowMs();
        pressedAt = Qt.point(mouse.x, mouse.y);
        wanted = Taps.isNew(pressedAtMs, mapToItem(null, mouse.x, mouse.y), againMs);
    }
    onReleased: mouse => {
        const drift = Math.hypot(mouse.x - pressedAt.x, mouse.y - pressedAt.y);
        const held = Math.abs(Taps.nowMs() - pressedAtMs) >= Theme.pressMsMin;
        if (!wanted || !held || drift > Theme.drift || !area.contains(Qt.point(mouse.x, mouse.y)))
            return;
        wanted = false;
        Taps.acted(Taps.nowMs(), mapToItem(null, mouse.x, mouse.y));
        area.acted();
    }
}
