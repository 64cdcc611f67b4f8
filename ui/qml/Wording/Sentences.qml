pragma Singleton
import QtQuick

QtObject {
    function notice(code: string): string {
        switch (code) {
        case "no_slip":
            return qsTr("打印机没纸了，凭条显示在屏幕上");
        case "no_card_reader":
            return qsTr("读卡器坏了，请扫诊间凭条，或去窗口");
        case "no_scanner":
            return qsTr("扫码器坏了，请插医保卡，用手机扫屏幕付款");
        default:
            return qsTr("医院系统连不上，现在不能缴费，请去窗口");
        }
    }
}
