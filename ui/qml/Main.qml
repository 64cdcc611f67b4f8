import QtQuick
import "Camera"
import "Controls"
import "Theme"
import "Wording"

// The terminal's one window. Python says which screen; this file only puts it up and carries answers back.
Window {
    id: root

    required property var bridge
    property bool still: false // nothing moves, for the gallery

    readonly property Item overlayItem: overlaySlot.item as Item
    readonly property string spoken: overlaySlot.spoken || screenSlot.spoken
    property int seq: -1 // of the screen that is up: an answer to an older one must not count for it

    visible: false
    flags: Qt.Window | Qt.FramelessWindowHint
    color: Theme.paper

    // Several properties change for one screen; it is put up once, when all of them have.
    function putUp() {
        if (!root.bridge)
            return;
        root.seq = root.bridge.seq;
        screenSlot.put(root.bridge.screenName, root.bridge.shown);
        overlaySlot.put(root.bridge.overlayName, root.bridge.overlayShown);
    }

    function answer(name: string, values: var) {
        root.bridge.answer(root.seq, name, values);
    }

    function useTool(name: string, value: string) {
        if (name === "language")
            root.bridge.setLanguage(value);
        else if (name === "elder")
            root.bridge.setElder(value === "on");
        else
            root.bridge.speakAgain();
    }

    Binding { target: Theme; property: "pitchMm"; value: root.bridge?.chrome?.pitchMm ?? 0.248 }
    Binding { target: Theme; property: "widthPx"; value: root.width }
    Binding { target: Theme; property: "heightPx"; value: root.height }
    Binding { target: Theme; property: "elder"; value: root.bridge?.elder ?? false }
    Binding { target: Theme; property: "still"; value: root.still }
    Binding { target: Theme; property: "night"; value: !root.still && !Theme.elder && clock.night && root.bridge?.chrome?.kind === "cart" }
    Binding { target: Taps; property: "time"; value: root.bridge?.pointerTime ?? null }
    Binding { target: Words; property: "language"; value: root.bridge?.language ?? "zh_CN" }
    Binding { target: Words; property: "chrome"; value: root.bridge?.chrome ?? ({}) }

    Binding { target: Live; property: "number"; value: root.bridge?.liveNumber ?? 0 }

    NightClock { id: clock }

    Connections {
        target: root.bridge
        function onSeqChanged() { Qt.callLater(root.putUp); }
        function onScreenNameChanged() { Qt.callLater(root.putUp); }
        function onShownChanged() { Qt.callLater(root.putUp); }
        function onOverlayNameChanged() { Qt.callLater(root.putUp); }
        function onOverlayShownChanged() { Qt.callLater(root.putUp); }
    }

    Component.onCompleted: root.putUp()

    ScreenSlot {
        id: screenSlot

        anchors.fill: parent
        enabled: !overlaySlot.item
        onAnswer: (name, values) => root.answer(name, values)
        onTool: (name, value) => root.useTool(name, value)
    }

    ScreenSlot {
        id: overlaySlot

        anchors.fill: parent
        onAnswer: (name, values) => root.answer(name, values)
        onTool: (name, value) => root.useTool(name, value)
    }
}
