pragma Singleton
import QtQuick
import "../Theme"

// What the machine offers: by the service's code its name, what it is for, its picture and colour.
QtObject {
    id: offers

    function of(service: string): var {
        return all[service] ?? { text: service, note: "", icon: "touch", tint: Theme.actTint, ink: Theme.accent };
    }

    function green(text: string, note: string, icon: string): var {
        return { text: text, note: note, icon: icon, tint: Theme.actTint, ink: Theme.accent };
    }

    function amber(text: string, note: string, icon: string): var {
        return { text: text, note: note, icon: icon, tint: Theme.amberTint, ink: Theme.amberMark };
    }

    function sea(text: string, note: string, icon: string): var {
        return { text: text, note: note, icon: icon, tint: Theme.seaTint, ink: Theme.sea };
    }

    readonly property var all: ({
        "pay_bills": green(qsTr("缴费"), qsTr("门诊费用，医保直接结算"), "wallet"),
        "register": green(qsTr("挂号预约"), qsTr("今天和以后十四天"), "calendar"),
        "check_in": amber(qsTr("取号签到"), qsTr("预约好的从这里开始"), "ticket"),
        "reports": sea(qsTr("打印报告"), qsTr("化验、检查、影像"), "paper"),
        "appointments": green(qsTr("我的预约"), qsTr("看一看，也可以取消"), "clock"),
        "book_exam": sea(qsTr("检查预约"), qsTr("B超、CT、胃镜选时间"), "calendar"),
        "invoices": amber(qsTr("电子票据"), qsTr("看、打印发票"), "slip"),
        "payment_records": green(qsTr("缴费记录"), qsTr("付过的每一笔"), "wallet"),
        "prices": sea(qsTr("物价查询"), qsTr("药和项目多少钱"), "price"),
        "pay_later": green(qsTr("先看后付"), qsTr("签约、欠费、还款"), "shield"),
        "visit_guide": sea(qsTr("就诊指引"), qsTr("下一步去哪里"), "door"),
        "delivery": amber(qsTr("送药到家"), qsTr("中药代煎也可以"), "parcel"),
        "survey": green(qsTr("评价一下"), qsTr("三下就好"), "tick"),
        "visitor_pass": sea(qsTr("探视证"), qsTr("看住院的亲友"), "door"),
        "enrol": green(qsTr("第一次来"), qsTr("用身份证建档"), "person"),
        "scan_bill_slip": sea(qsTr("扫诊间凭条"), qsTr("医生给的纸上有二维码"), "qr"),
        "reprint_slip": amber(qsTr("补打凭条"), qsTr("用以前的凭条，再打一张"), "reprint"),
        "more": sea(qsTr("更多服务"), "", "more")
    })
}
