pragma Singleton
import QtQuick

// What a person before the camera is told: what to do, the verb first, nothing else.
QtObject {
    id: faces

    readonly property var todo: ({
        "nobody": qsTr("请到屏幕前来，看这里"),
        "one_person": qsTr("请只留一个人在前面"),
        "come_closer": qsTr("请靠近一点"),
        "step_back": qsTr("请退后一点"),
        "to_the_middle": qsTr("请把脸移到中间"),
        "more_light": qsTr("太暗了，请转向亮的地方"),
        "less_light": qsTr("太亮了，请避开强光"),
        "look_here": qsTr("请正对着看这里"),
        "head_straight": qsTr("请把头摆正"),
        "hold_still": qsTr("请别动，马上就好"),
        "eyes_open": qsTr("请睁开眼，别遮住眼睛"),
        "mask_off": qsTr("请摘下口罩，露出口鼻"),
        "good": qsTr("很好，请别动")
    })

    readonly property var asked: ({
        "blink": qsTr("请眨一下眼睛"),
        "turn_left": qsTr("请慢慢向左转头"),
        "turn_right": qsTr("请慢慢向右转头")
    })

    function guidance(name: string): string {
        return todo[name] ?? "";
    }

    function challenge(name: string): string {
        return asked[name] ?? "";
    }
}
