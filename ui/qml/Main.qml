import QtQuick
import "Controls"
import "Theme"
import "Wording"

// The terminal's one window. Python says which screen; this file only puts it up and carries answers back.
Window {
    id: root

    required property var bridge
    property bool still: false

    readonly property Item screenItem: screenLoader.item as Item
    readonly property Item overlayItem: overlayLoader.item as Item
    readonly property string spoken: overlayLoader.item ? overlayLoader.item.spoken : screenLoader.item ? screenLoader.item.spoken : ""

    property int seq: -1 // of the screen that is up: an answer to an older one must not count for it

    visible: false
    width: 1080
    height: 1920
    flags: Qt.Window | Qt.FramelessWindowHint
    color: Theme.paper

    // Several properties change for one screen; it is put up once, when all of them have.
    function putUp() {
        if (!root.bridge)
            return;
        root.seq = root.bridge.seq;
        put(screenLoader, root.bridge.screenName, root.bridge.shown);
        put(overlayLoader, root.bridge.overlayName, root.bridge.overlayShown);
    }

    function put(loader: Loader, name: string, shown: var) {
        if (name.length === 0) {
            loader.source = "";
            loader.name = "";
        } else if (loader.name === name && loader.item) {
            loader.item.shown = shown;
        } else {
            loader.setSource(Qt.resolvedUrl("Screens/" + name + ".qml"), { shown: shown });
            loader.name = name;
        }
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
    Binding { target: Theme; property: "night"; value: clock.night && (root.bridge?.chrome?.kind === "cart") }
    Binding { target: Words; property: "language"; value: root.bridge?.language ?? "zh_CN" }
    Binding { target: Words; property: "chrome"; value: root.bridge?.chrome ?? ({}) }

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

    Loader {
        id: screenLoader

        property string name: ""

        anchors.fill: parent
        enabled: !overlayLoader.item
    }

    Loader {
        id: overlayLoader

        property string name: ""

        anchors.fill: parent
    }

    Connections {
        target: screenLoader.item
        function onAnswer(name: string, values: var) { root.answer(name, values); }
        function onTool(name: string, value: string) { root.useTool(name, value); }
    }

    Connections {
        target: overlayLoader.item
        function onAnswer(name: string, values: var) { root.answer(name, values); }
    }
}
