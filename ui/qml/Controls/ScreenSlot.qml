import QtQuick

// Where a screen, or what comes over it, is put up by name.
Loader {
    id: slot

    property string name: ""
    readonly property var face: item
    readonly property string spoken: face ? face.spoken : ""
    signal answer(string name, var values)
    signal tool(string name, string value)

    // The same screen with new contents stays up; another name is another file.
    function put(wanted: string, shown: var) {
        if (wanted.length === 0)
            source = "";
        else if (name === wanted && face)
            face.shown = shown;
        else
            setSource(Qt.resolvedUrl("../Screens/" + wanted + ".qml"), { shown: shown });
        name = wanted;
    }

    Connections {
        target: slot.item
        ignoreUnknownSignals: true
        function onAnswer(name: string, values: var) { slot.answer(name, values); }
        function onTool(name: string, value: string) { slot.tool(name, value); }
    }
}
