pragma Singleton
import QtQuick

// What staff read: states, acts and reasons in words; codes stay codes, as they stand in docs/errors.md.
QtObject {
    id: words

    readonly property var states: ({
        "starting": qsTr("开始"),
        "awaiting": qsTr("等患者付"),
        "received": qsTr("已收款，待结算"),
        "checking": qsTr("核对中"),
        "reversing": qsTr("退款中"),
        "reversed": qsTr("已退款"),
        "settled": qsTr("已结算"),
        "closed": qsTr("已关闭"),
        "declined": qsTr("未付成"),
        "by_hand": qsTr("转人工"),
        "dead_letter": qsTr("服务器不收"),
        "parked": qsTr("暂停发送"),
        "open": qsTr("待发送"),
        "done": qsTr("已送达")
    })

    function state(code: string): string {
        return states[code] ?? code;
    }

    function row(item: var): string {
        return [state(item.state), item.reason_code, item.since_text].filter(part => part).join(" · ");
    }

    function line(told: var): string {
        return [told.time_text, state(told.what), told.detail].filter(part => part).join("  ");
    }

    function act(code: string): string {
        return code === "retry" ? qsTr("交回机器再查") : qsTr("已经处理好");
    }

    function waits(whom: string): string {
        return ({
            "STAFF": qsTr("等工作人员处理"),
            "CHANNEL": qsTr("在问支付渠道"),
            "HOSPITAL": qsTr("在问医院"),
            "PATIENT": qsTr("等患者付款"),
            "HOST": qsTr("医院请稍后再问"),
            "NOTHING": qsTr("已经办完")
        })[whom] ?? whom;
    }

    function reason(code: string): string {
        return ({
            "patient_waits": qsTr("患者在等"),
            "network_back": qsTr("网络好了"),
            "checked_with_finance": qsTr("和财务核对过"),
            "refunded_at_window": qsTr("窗口已退款"),
            "settled_at_window": qsTr("窗口已结算")
        })[code] ?? code;
    }

    function difference(item: var): string {
        return [item.trace_number || item.order_number, item.code, item.channel ?? item.hospital ?? item.terminal].filter(part => part).join("  ");
    }
}
