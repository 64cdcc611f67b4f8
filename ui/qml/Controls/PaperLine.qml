import QtQuick

// Where the paper is that is good to have: the screen says the same as it.
Banner {
    id: line

    required property string notice

    visible: text.length > 0
    calm: notice === "printing" || notice === "printed"
    icon: calm ? "slip" : "warn"
    text: textOf(notice)

    function textOf(notice: string): string {
        switch (notice) {
        case "printing":
            return qsTr("正在打印，请等一下");
        case "printed":
            return qsTr("打好了，请拿走");
        case "waiting":
            return qsTr("打不出来，请用手机拍下屏幕");
        case "unsure":
            return qsTr("可能没打完整，请用手机拍下屏幕");
        default:
            return "";
        }
    }
}
