import QtQuick

// A small window of the shape that ui/stage.py wants: enough to touch, to answer wrongly and to go wrong.
Window {
    id: root

    required property QtObject bridge
    property bool still: false
    property int seq: -1
    readonly property Item overlayItem: overlay.visible ? overlay : null
    readonly property string spoken: bridge.overlayName || qsTr("您好") + " " + bridge.screenName
    property var missing: null

    visible: false
    color: bridge.elder ? "black" : "white"

    // After the frame that its properties make, and without one of its own.
    Timer { id: putUp; interval: 50; onTriggered: root.seq = root.bridge.seq }

    Connections {
        target: root.bridge
        function onSeqChanged() { putUp.restart(); }
    }

    component Key: Rectangle {
        id: key

        property string name
        property var act: () => {}

        width: 400
        height: 120
        color: touch.pressed ? "green" : "gray"
        Accessible.role: Accessible.Button
        Accessible.name: name

        TapHandler { id: touch; longPressThreshold: 0; onTapped: key.act() }
    }

    Column {
        Key { name: "付款"; act: () => root.bridge.answer(root.seq, "continue", []) }
        Key { name: "返回首页"; act: () => root.bridge.answer(root.seq, "back", []) }
        Key { name: "返回上一步"; enabled: false }
        Key { name: "两个"; act: () => root.bridge.answer(root.seq, "bills", ["b1", "b2"]) }
        Key { name: "不是回答"; act: () => root.bridge.answer(root.seq, "张三丰", []) }
        Key { name: "坏掉"; act: () => root.missing.nothing }
        Key { name: "旧的"; act: () => root.bridge.answer(root.seq - 1, "continue", []) }
        Key { id: late; name: "稍后"; visible: false; act: () => root.bridge.answer(root.seq, "stay", []) }
        Key { name: "叫来"; act: () => later.start() }
        Key { name: "看不见"; visible: false }
        Key { name: "透明"; opacity: 0 }
        Key { name: "长辈版"; act: () => root.bridge.setElder(true) }
        Key { name: "再说"; act: () => root.bridge.speakAgain() }
        Key { name: "英文"; act: () => root.bridge.setLanguage("en") }
    }

    Key { name: "移动"; x: 600; act: () => root.bridge.answer(root.seq, "cancel", [])
        NumberAnimation on x { from: 500; to: 600; duration: 300 } }

    Timer { id: later; interval: 200; onTriggered: late.visible = true }

    Image {
        id: code

        objectName: "code"
        y: 1500
        width: 300
        height: 300
        smooth: false
        sourceSize.width: width
        source: root.bridge.shown.code ? "image://qr/" + encodeURIComponent(root.bridge.shown.code) : ""
    }

    Rectangle {
        id: overlay

        x: 600
        y: 1500
        width: 100
        height: 100
        color: "red"
        visible: root.bridge.overlayName !== ""
    }
}
