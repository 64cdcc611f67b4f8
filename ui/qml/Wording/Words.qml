pragma Singleton
import QtQuick

// The language of the moment and what is said in many places.
QtObject {
    id: words

    property string language: "zh_CN" // set by Main
    property var chrome: ({}) // hospital, place, terminal: set by Main

    readonly property bool english: language === "en"
    readonly property string hospital: local(chrome.hospitalName)
    readonly property string place: local(chrome.place)
    readonly property string terminal: (chrome.lab ? qsTr("演示") + " · " : "") + (chrome.terminalId ?? "")

    // A text of the hospital's: Chinese always, English where it has it. A telephone number in it stays on one line.
    function local(text: var): string {
        if (!text)
            return "";
        return (english && text.en ? text.en : text.zh).replace(/(\d) (?=\d)/g, "$1\u00a0");
    }

    function money(fen: double): string {
        const yuan = Math.floor(fen / 100).toString().replace(/\B(?=(\d{3})+$)/g, ",");
        return "¥" + yuan + "." + String(Math.round(fen % 100)).padStart(2, "0");
    }

    // The number in '¥1,234.05', for the length of a bar; sums are never made of it.
    function yuan(money: string): real {
        return Number(money.replace(/[¥,]/g, ""));
    }

    function day(iso: string): string {
        const when = new Date(iso);
        return english ? when.toLocaleDateString(Qt.locale("en_GB"), "d MMM") : qsTr("%1月%2日").arg(when.getMonth() + 1).arg(when.getDate());
    }

    function today(now: date): string {
        return english ? now.toLocaleDateString(Qt.locale("en_GB"), "ddd d MMM") : now.toLocaleDateString(Qt.locale("zh_CN"), "M月d日 dddd");
    }

    function clock(now: date): string {
        return Qt.formatTime(now, "HH:mm");
    }

    function span(seconds: int): string {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    function nonEmpty(sentences: var): string {
        return sentences.filter(sentence => sentence.length > 0).join("\n");
    }
}
