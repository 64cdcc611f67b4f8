pragma Singleton
import QtQuick
import "../Theme"

// What is said of invoices, payments, prices and debts: by their codes, a word and its colour.
QtObject {
    id: documents

    function mark(code: string): string {
        switch (code) {
        case "new":
            return qsTr("没打过");
        case "printed":
            return qsTr("打过了");
        case "used_up":
            return qsTr("不能再打");
        case "reversed":
            return qsTr("已作废");
        default:
            return qsTr("红字票据");
        }
    }

    function markInk(code: string): color {
        return ({ "new": Theme.accent, "reversed": Theme.brick, "red": Theme.brick })[code] ?? Theme.inkSoft;
    }

    function payment(state: string): string {
        return state === "refunded" ? qsTr("已退款") : qsTr("已付");
    }

    function paymentInk(state: string): color {
        return state === "refunded" ? Theme.brick : Theme.accent;
    }

    function channel(code: string): string {
        return ({ "wechat": qsTr("微信支付"), "alipay": qsTr("支付宝") })[code] ?? qsTr("不用另外付");
    }

    function grade(code: string): string {
        return ({ "a": qsTr("甲类"), "b": qsTr("乙类"), "c": qsTr("丙类") })[code] ?? "";
    }

    function gradeInk(code: string): color {
        return ({ "a": Theme.accent, "b": Theme.sea, "c": Theme.amber })[code] ?? Theme.inkSoft;
    }

    function owed(state: string, due: string): string {
        switch (state) {
        case "today":
            return qsTr("今晚 23 点前付");
        case "overdue":
            return qsTr("已过期，请尽快付");
        default:
            return qsTr("%1前还").arg(Words.day(due));
        }
    }

    function owedInk(state: string): color {
        return state === "overdue" ? Theme.brick : state === "today" ? Theme.accent : Theme.amber;
    }
}
