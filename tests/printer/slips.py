"""Slips for the tests."""

from drivers.api.receipt_printer import Align, Feed, Picture, PrintJob, QrCode, Rule, TextLine

QR_CONTENT = "https://yizhan.example/s/20240101-000123"
SLIP = PrintJob(
    "job-1",
    (
        TextLine("医站人民医院", align=Align.CENTRE, bold=True, large=True),
        TextLine("门诊收费凭据", align=Align.CENTRE),
        Rule(),
        TextLine("姓名：张*䶮", right="卡号 3301****1234"),
        TextLine("血常规（五分类）", right="¥25.00"),
        TextLine("合计", right="￥405.00", bold=True, large=True),
        TextLine("流水号 20240101-000123"),
        QrCode(QR_CONTENT, "扫码查询本次结算"),
        Feed(2),
    ),
)
SHORT_SLIP = PrintJob("job-2", (TextLine("第一行"), TextLine("第二行"), TextLine("第三行"), TextLine("第四行")))
NEXT_SLIP = PrintJob("job-3", (TextLine("下一位"),))
LONG_SLIP = PrintJob("job-4", tuple(TextLine(f"项目 {number:04d}", right="1.00") for number in range(400)))
RAMP = Picture(bytes(range(256)) * 320, 256, 320)
"""Black on the left, white on the right."""
PHOTO_SLIP = PrintJob("job-5", (TextLine("探视证", align=Align.CENTRE), RAMP, TextLine("下面的字")))
