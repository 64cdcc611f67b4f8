pragma Singleton
import QtQuick

// How a visit is spoken of: its kind, its day, its half hour, who sees the patient.
QtObject {
    id: visits

    readonly property var weekdays: [qsTr("周日"), qsTr("周一"), qsTr("周二"), qsTr("周三"), qsTr("周四"), qsTr("周五"), qsTr("周六")]

    function kind(kind: string): string {
        switch (kind) {
        case "expert":
            return qsTr("专家号");
        case "disease":
            return qsTr("专病号");
        case "mdt":
            return qsTr("多学科会诊");
        default:
            return qsTr("普通号");
        }
    }

    function half(half: string): string {
        return half === "am" ? qsTr("上午") : qsTr("下午");
    }

    function halves(halves: var): string {
        return Array.from(halves).length > 1 ? qsTr("全天") : half(halves[0]);
    }

    function weekday(iso: string): string {
        return weekdays[new Date(iso + "T12:00:00").getDay()];
    }

    // '今天', '明天', or the weekday.
    function near(iso: string, today: string): string {
        const days = Math.round((new Date(iso + "T12:00:00") - new Date(today + "T12:00:00")) / 86400000);
        return days === 0 ? qsTr("今天") : days === 1 ? qsTr("明天") : weekday(iso);
    }

    function day(iso: string): string {
        return Words.day(iso + "T12:00:00");
    }

    // As short as it goes: '11/24', '24 Nov'.
    function brief(iso: string): string {
        return Words.english ? day(iso) : Number(iso.slice(5, 7)) + "/" + Number(iso.slice(8));
    }

    function hours(starts: string, ends: string): string {
        return starts + (Words.english ? "–" : "—") + ends;
    }

    // '11月24日 周二 09:30—10:00'
    function when(ticket: var): string {
        return day(ticket.date) + " " + weekday(ticket.date) + " " + hours(ticket.starts, ticket.ends);
    }

    function doctor(visit: var): string {
        return visit.doctor ? Words.local(visit.doctor) : kind(visit.kind);
    }

    // '心血管内科 孙明远'
    function who(ticket: var): string {
        return Words.local(ticket.department) + " · " + doctor(ticket);
    }

    function number(ticket: var): string {
        return qsTr("%1 号").arg(ticket.number);
    }

    function left(remaining: int): string {
        return remaining > 0 ? qsTr("余 %1").arg(remaining) : qsTr("约满");
    }

    function state(state: string): string {
        switch (state) {
        case "booked":
            return qsTr("待付款");
        case "paid":
            return qsTr("已挂号");
        case "checked_in":
            return qsTr("已签到");
        case "seen":
            return qsTr("看完了");
        case "cancelled":
            return qsTr("已退号");
        default:
            return qsTr("过号了");
        }
    }
}
