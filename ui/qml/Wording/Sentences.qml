pragma Singleton
import QtQuick

// One sentence file for every code: what happened · is your money safe · what to do now. Short, spoken, the verb first.
QtObject {
    id: sentences

    readonly property string between: Words.english ? " " : ""
    readonly property string stop: qsTr("。") + between
    readonly property string untouched: qsTr("您的钱没有动。")
    readonly property string unaffected: qsTr("不影响您付款。")

    readonly property var table: ({
        // any device
        "DEVICE_OFFLINE": [qsTr("这个设备没有连上"), untouched, qsTr("换一台机器，或去人工窗口。")],
        "DEVICE_BUSY": [qsTr("这个设备正忙"), untouched, qsTr("等一会儿，再试一次。")],
        "TIMEOUT": [qsTr("等太久了，设备没有回应"), untouched, qsTr("再试一次；还不行，请叫工作人员。")],
        "PROTOCOL_ERROR": [qsTr("设备出了点问题"), untouched, qsTr("再试一次；还不行，请叫工作人员。")],
        "HARDWARE_ERROR": [qsTr("设备坏了"), untouched, qsTr("换一台机器，或去人工窗口。")],
        // the insurance card
        "CARD_MUTE": [qsTr("没读到卡，可能插反了"), untouched, qsTr("拔出来，芯片朝上、朝里，再插一次。")],
        "CARD_REMOVED": [qsTr("卡拔得太早了"), untouched, qsTr("再插一次，等屏幕说可以拔再拔。")],
        "CARD_FOREIGN": [qsTr("这不是社保卡"), untouched, qsTr("换成医保卡（社会保障卡），再插一次。")],
        "CARD_UNREADABLE": [qsTr("卡里的信息读不出来"), untouched, qsTr("擦一擦芯片，再插一次；还不行，去人工窗口。")],
        "CARD_DATA_INVALID": [qsTr("卡里的信息不对"), untouched, qsTr("拿好卡，请去人工窗口。")],
        "CARD_EXPIRED": [qsTr("这张卡过期了"), untouched, qsTr("去社保网点换卡；今天看病请去人工窗口。")],
        "CARD_COLLISION": [qsTr("机器里有两张卡"), untouched, qsTr("都拔出来，只插一张医保卡。")],
        "CARD_LEFT": [qsTr("卡还在机器里"), untouched, qsTr("请拔出您的卡，带走。")],
        "CARD_REFUSED": [qsTr("这张卡挂失或停用了"), untouched, qsTr("请带身份证，去人工窗口。")],
        // the identity card, and who somebody is
        "ID_CARD_LIFTED": [qsTr("身份证拿开得太早了"), untouched, qsTr("放回去，等屏幕说好再拿。")],
        "ID_CARD_UNREADABLE": [qsTr("身份证没读出来"), untouched, qsTr("拿起来，再平放一次；不行就去人工窗口。")],
        "ID_CARD_REFUSED": [qsTr("这张证在这里读不了"), untouched, qsTr("换成医保卡，或去人工窗口。")],
        "ID_CARD_DATA_INVALID": [qsTr("证里的信息不对"), untouched, qsTr("拿好证，请去人工窗口。")],
        "ID_CARD_EXPIRED": [qsTr("这张身份证过期了"), untouched, qsTr("换成医保卡，或去人工窗口。")],
        "CODE_WRONG_PURPOSE": [qsTr("这个医保码是办别的事用的"), untouched, qsTr("刷新手机上的医保码，再对准一次。")],
        "CODE_EXPIRED": [qsTr("这个码过期了"), untouched, qsTr("刷新手机上的码，再对准一次。")],
        "CODE_UNKNOWN": [qsTr("医保不认识这个码"), untouched, qsTr("打开医保码或就诊码，再对准一次。")],
        "CODE_NOT_IDENTITY": [qsTr("这个码看不出您是谁"), untouched, qsTr("打开医保码或就诊码，再对准一次。")],
        "NOT_ENROLLED": [qsTr("您是第一次来这里"), untouched, qsTr("放上身份证，就能建档。")],
        "CODE_PROVES_LITTLE": [qsTr("这个号别人也可能知道"), untouched, qsTr("请用医保卡、身份证或医保码。")],
        "PERSON_NOT_MATCHED": [qsTr("手机号和证件号对不上"), untouched, qsTr("再输一次，或去人工窗口。")],
        "TOO_MANY_TRIES": [qsTr("试的次数太多了"), untouched, qsTr("请带上证件，去人工窗口。")],
        "PHONE_INVALID": [qsTr("这不是手机号"), untouched, qsTr("看一看，再输一次。")],
        // codes
        "CODE_TOO_LONG": [qsTr("这个码太长，认不出来"), untouched, qsTr("换一个码，再对准一次。")],
        "CODE_GARBLED": [qsTr("码没有扫清楚"), untouched, qsTr("调亮手机，离远一点，再对准一次。")],
        "CODE_NOT_PAYER": [qsTr("这不是付款码"), untouched, qsTr("打开微信或支付宝的“付款”，再对准一次。")],
        "CODE_NOT_SLIP": [qsTr("这不是我们的凭条"), untouched, qsTr("换成印有二维码的凭条，再对准一次。")],
        "CODE_NOT_TICKET": [qsTr("这不是预约单的码"), untouched, qsTr("换成预约单或挂号凭条，再对准一次。")],
        "CODES_CLASH": [qsTr("两个码一起看到了，不知道用哪个"), untouched, qsTr("只留一个码，再对准一次。")],
        // the camera
        "CAMERA_STALLED": [qsTr("摄像头没有画面"), untouched, qsTr("换个办法，或叫工作人员。")],
        "CAMERA_FROZEN": [qsTr("摄像头没有画面"), untouched, qsTr("换个办法，或叫工作人员。")],
        "CAMERA_DARK": [qsTr("摄像头前面是黑的"), untouched, qsTr("看看有没有东西挡住；还不行，换个办法。")],
        // the slip printer
        "PAPER_OUT": [qsTr("打印机没纸了"), unaffected, qsTr("用手机拍下屏幕上的码，和凭条一样。")],
        "PAPER_JAMMED": [qsTr("打印机卡纸了"), unaffected, qsTr("用手机拍下屏幕上的码，和凭条一样。")],
        "COVER_OPEN": [qsTr("打印机的盖子开着"), unaffected, qsTr("请叫工作人员关上盖子。")],
        "CUTTER_ERROR": [qsTr("打印机切不断纸"), unaffected, qsTr("轻轻撕下凭条，或叫工作人员。")],
        "PRINT_UNKNOWN": [qsTr("凭条可能没打完整"), unaffected, qsTr("看一看出纸口；不完整会再打一张副本。")],
        // the A4 printer
        "TONER_OUT": [qsTr("打印机没墨粉了"), unaffected, qsTr("换一台机器打印，或叫工作人员。")],
        "JOB_CANCELLED": [qsTr("打印已经停下"), unaffected, qsTr("想打印，从头再来一次。")],
        // face payment: the provider's own camera
        "FACE_PAY_NOT_READY": [qsTr("刷脸还没准备好"), untouched, qsTr("请换一种付法。")],
        "FACE_PAY_NOT_CERTIFIED": [qsTr("这台机器不能刷脸付款"), untouched, qsTr("请换一种付法。")],
        "FACE_PAY_NO_CAMERA": [qsTr("这台机器不能刷脸付款"), untouched, qsTr("请换一种付法。")],
        "FACE_PAY_CANCELLED": [qsTr("刷脸已经停下"), untouched, qsTr("请换一种付法，或再刷一次。")],
        "FACE_PAY_NOBODY": [qsTr("没有看到您的脸"), untouched, qsTr("请换一种付法，或再刷一次。")],
        "FACE_PAY_NOT_RECOGNISED": [qsTr("刷脸没有成功"), untouched, qsTr("请用手机付，一样方便。")],
        "FACE_PAY_REFUSED": [qsTr("现在不能刷脸付款"), untouched, qsTr("请换一种付法。")],
        "FACE_PAY_DENIED": [qsTr("现在不能刷脸付款"), untouched, qsTr("请换一种付法。")],
        // the hospital and its keeper
        "HOSPITAL_UNREACHABLE": [qsTr("医院系统连不上"), untouched, qsTr("等一会儿再来，或去人工窗口。")],
        "HOSPITAL_BUSY": [qsTr("医院系统太忙了"), untouched, qsTr("等一分钟，再试一次。")],
        "HOSPITAL_ERROR": [qsTr("医院系统出错了"), untouched, qsTr("换一台机器，或去人工窗口。")],
        "PATIENT_NOT_FOUND": [qsTr("没找到您的就诊记录"), untouched, qsTr("请带卡和身份证，去人工窗口建档。")],
        "PIN_WRONG": [qsTr("密码不对"), untouched, qsTr("请再输一遍。")],
        "PIN_LOCKED": [qsTr("密码错了太多次"), untouched, qsTr("请过五分钟再来。")],
        "APPOINTMENT_NOT_FOUND": [qsTr("没找到这个预约"), untouched, qsTr("看看是不是本人的，或去人工窗口。")],
        "SLOT_TAKEN": [qsTr("这个时间的号刚被约走了"), untouched, qsTr("换一个时间，别的都替您留着。")],
        "HOLD_EXPIRED": [qsTr("号留太久，已经放掉了"), untouched, qsTr("再选一次时间，别的都替您留着。")],
        "ALREADY_REGISTERED": [qsTr("您已经挂了这位医生的号"), untouched, qsTr("在“我的预约”里看，或换一位医生。")],
        "CANCEL_TOO_LATE": [qsTr("来不及退这个号了"), untouched, qsTr("要退，请去人工窗口。")],
        "CANCEL_UNKNOWN": [qsTr("不知道退成了没有"), untouched, qsTr("再问一次，不会多退，也不会少退。")],
        "CANCEL_AT_WINDOW": [qsTr("这个号要在窗口退"), untouched, qsTr("带上凭条，去人工窗口。")],
        "NO_APPOINTMENT": [qsTr("没有您的预约"), untouched, qsTr("想看病，请选“挂号预约”。")],
        "CHECK_IN_EARLY": [qsTr("来早了，还没开始签到"), untouched, qsTr("就诊前一小时再来签到。")],
        "APPOINTMENT_NOT_TODAY": [qsTr("预约不在今天"), untouched, qsTr("看好日子，那天再来签到。")],
        "APPOINTMENT_MISSED": [qsTr("预约的时间过了"), untouched, qsTr("去诊区护士台问一问，或重新挂号。")],
        "WRONG_PLACE": [qsTr("不在这栋楼看"), untouched, qsTr("去预约单上写的地方签到。")],
        "ALREADY_CHECKED_IN": [qsTr("您已经签过到了"), untouched, qsTr("去诊区等，听叫号。")],
        "APPOINTMENT_UNPAID": [qsTr("挂号费还没付好"), untouched, qsTr("付好再签到，或去人工窗口。")],
        "APPOINTMENT_CANCELLED": [qsTr("这个预约取消了"), untouched, qsTr("想看病，请重新挂号。")],
        "DOCUMENT_NOT_FOUND": [qsTr("没找到这份文件"), untouched, qsTr("回到列表再看看，或去人工窗口。")],
        "DOCUMENT_WITHHELD": [qsTr("这份文件现在不能打印"), untouched, qsTr("请去找您的医生，或去人工窗口。")],
        "EXAM_NOT_FOUND": [qsTr("没找到这项检查"), untouched, qsTr("回去再选一次，或去检查科室。")],
        "EXAM_CONFLICT": [qsTr("和别的检查冲突"), untouched, qsTr("换一个时间。")],
        "EXAM_UNPAID": [qsTr("这项检查还没缴费"), untouched, qsTr("先缴费，再约时间。")],
        "PRESCRIPTION_CHANGED": [qsTr("这张处方刚刚变了"), untouched, qsTr("回去再看一次，或去药房窗口。")],
        "ADDRESS_REFUSED": [qsTr("这个地址送不到"), untouched, qsTr("换一个地址，或到窗口取药。")],
        "ADDRESS_LATE": [qsTr("手机上还没填好"), untouched, qsTr("再扫一次，或选一个地址。")],
        "PHOTO_NOT_FOUND": [qsTr("医院里没有您的照片"), untouched, qsTr("换个办法，或去人工窗口。")],
        "FACE_AT_WINDOW": [qsTr("这一步请到人工窗口办"), untouched, qsTr("带好证件，工作人员马上帮您看。")],
        "FACE_ONCE_MORE": [qsTr("刚才没看清楚"), untouched, qsTr("对着光，再来一次。")],
        "REFERENCE_UNUSABLE": [qsTr("照片看不清，没法比对"), untouched, qsTr("换个办法，或去人工窗口。")],
        "PHOTO_BROKEN": [qsTr("照片没拍好"), untouched, qsTr("没有照片也能用。")],
        "NOT_ADMISSION": [qsTr("这不是住院号"), untouched, qsTr("住院号十位数，在腕带上，再试一次。")],
        "ADMISSION_NOT_FOUND": [qsTr("没找到这个住院号"), untouched, qsTr("看一看腕带，再输一次，或问护士台。")],
        "VISITING_CLOSED": [qsTr("现在不是探视时间"), untouched, qsTr("到时间再来；有急事，请去护士台。")],
        "VISITORS_FULL": [qsTr("今天探视的人满了"), untouched, qsTr("换一天再来；有急事，请去护士台。")],
        "WARD_NOT_VISITED": [qsTr("这个病区暂停探视"), untouched, qsTr("可以打电话或视频；有急事，请去护士台。")],
        "SLIP_NOT_FOUND": [qsTr("没找到这张凭条"), untouched, qsTr("看看是不是本院的凭条，或去人工窗口。")],
        "CREDIT_NOT_OFFERED": [qsTr("您还不能先看后付"), untouched, qsTr("请当场付款，或去人工窗口问一问。")],
        "CREDIT_NOT_SIGNED": [qsTr("您还没签先看后付"), untouched, qsTr("先在“先看后付”里签约。")],
        "CREDIT_TERMS_CHANGED": [qsTr("协议刚刚改过"), untouched, qsTr("再试一次，看看新的协议。")],
        "CREDIT_OVER_LIMIT": [qsTr("超过先看后付的额度了"), untouched, qsTr("请现在付，或先还一部分。")],
        "CREDIT_OVERDUE": [qsTr("您有欠费过期了"), untouched, qsTr("先还清欠费，才能再先看后付。")],
        "BILL_CHANGED": [qsTr("账单刚刚变了"), untouched, qsTr("再试一次，看看新的账单。")],
        "BILL_LOCKED": [qsTr("别处正在付这笔账"), untouched, qsTr("等几分钟再来，或去人工窗口。")],
        "BILL_PAID": [qsTr("这笔账已经付过了"), untouched, qsTr("不用再付；需要凭条，请选“补打凭条”。")],
        "INSURANCE_REFUSED": [qsTr("医保这次不能报"), untouched, qsTr("可以选自费，或去医保窗口问原因。")],
        "QUOTE_EXPIRED": [qsTr("刚才的金额过期了"), untouched, qsTr("再试一次，我们重新算。")],
        "PAYMENT_CLOSED_NOW": [qsTr("现在不能在这里缴费"), untouched, qsTr("换一台机器，或去人工窗口。")],
        "NOT_ALLOWED": [qsTr("这一步做不了"), untouched, qsTr("从头再来一次，或叫工作人员。")],
        "KEEPER_UNREACHABLE": [qsTr("这台机器正在恢复"), untouched, qsTr("换一台机器，或去人工窗口。")],
        "BAD_REQUEST": [qsTr("机器自己出错了"), untouched, qsTr("从头再来一次，或叫工作人员。")],
        // why a payment did not go through
        "BALANCE_NOT_ENOUGH": [qsTr("余额不够，没有付成"), untouched, qsTr("换一张卡，或换一种付法。")],
        "AUTH_CODE_EXPIRED": [qsTr("付款码过期了"), untouched, qsTr("刷新手机上的付款码，再付一次。")],
        "AUTH_CODE_INVALID": [qsTr("付款码用不了"), untouched, qsTr("刷新手机上的付款码，再付一次。")],
        "FACE_CODE_EXPIRED": [qsTr("刷脸的结果过期了"), untouched, qsTr("请再付一次。")],
        "LIMIT_EXCEEDED": [qsTr("超过了您的支付限额"), untouched, qsTr("换一张卡，或换一种付法。")],
        "USER_CANCELLED": [qsTr("您在手机上取消了"), untouched, qsTr("想继续，再选一种付法。")],
        "PAY_TIMEOUT": [qsTr("等太久，付款已停止"), untouched, qsTr("想继续，再选一种付法。")],
        "DECLINED": [qsTr("银行没有同意这笔付款"), untouched, qsTr("换一张卡，或换一种付法。")]
    })
    readonly property var unheardOf: [qsTr("这一步没有办成"), untouched, qsTr("再试一次，或叫工作人员。")]

    function knows(code: string): bool {
        return code in table;
    }

    function what(code: string): string {
        return (table[code] ?? unheardOf)[0];
    }

    function money(code: string): string {
        return (table[code] ?? unheardOf)[1];
    }

    function todo(code: string): string {
        return (table[code] ?? unheardOf)[2];
    }

    // The line over a screen that goes on by itself: what happened, what to do now.
    function line(code: string): string {
        return code.length === 0 ? "" : what(code) + stop + todo(code);
    }

    // The same with the money, where some was about to move.
    function full(code: string): string {
        return code.length === 0 ? "" : what(code) + stop + money(code) + between + todo(code);
    }

    function fate(fate: string): string {
        switch (fate) {
        case "being_checked":
            return qsTr("钱的去向正在核对，不会丢，也不会多扣。");
        case "goes_back":
            return qsTr("已经付的钱会原路退给您。");
        case "paid":
            return qsTr("您的钱已经付好，不用再付。");
        default:
            return untouched;
        }
    }

    function notice(code: string): string {
        switch (code) {
        case "card_left":
            return qsTr("机器里有张卡。要用它，请拔出来再插一次");
        case "no_slip":
            return qsTr("没有凭条纸了，凭条用屏幕上的码代替");
        case "no_card_reader":
            return qsTr("读卡器坏了，请扫诊间凭条");
        case "no_scanner":
            return qsTr("扫码器坏了，请插医保卡");
        default:
            return qsTr("医院系统连不上，现在不能缴费");
        }
    }

    // Whom we wait for: progress tells the truth.
    function waiting(whom: string): string {
        switch (whom) {
        case "patient":
            return qsTr("等您在手机上确认");
        case "bank":
            return qsTr("等银行回话");
        case "insurer":
            return qsTr("等医保回话");
        case "hospital":
            return qsTr("等医院回话");
        default:
            return qsTr("请等一下");
        }
    }

    function notices(codes: var): string {
        return Array.from(codes).map(code => notice(code)).join(stop);
    }

    function slip(notice: string): string {
        switch (notice) {
        case "printing":
            return qsTr("凭条正在打印");
        case "printed":
            return qsTr("凭条打好了，请拿走");
        case "waiting":
            return qsTr("打不了凭条。请拍下这个码，一样有用");
        case "unsure":
            return qsTr("凭条可能不完整。请拍下这个码，一样有用");
        default:
            return "";
        }
    }
}
