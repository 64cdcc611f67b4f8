"""Slips: every template in every language; values are text whatever they hold; a broken template loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api.receipt_printer import PrintElement, PrintJob, QrCode, TextLine
from kiosk.documents.sample import sample_day, sample_slip
from kiosk.documents.slip import VALUE_CHARS_MAX, TemplateBroken, slip_job
from kiosk.domain.day_close import DayItem, Match
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.slip import Slip, SlipKind, SlipLine
from kiosk.domain.wording import Language

TITLES = {
    (SlipKind.SETTLED, Language.ZH_CN): "门诊缴费凭条",
    (SlipKind.SETTLED, Language.EN): "Payment slip",
    (SlipKind.BEING_CHECKED, Language.ZH_CN): "正在核对",
    (SlipKind.BEING_CHECKED, Language.EN): "Being checked",
    (SlipKind.REVERSED, Language.ZH_CN): "退款凭条",
    (SlipKind.REVERSED, Language.EN): "Money returned",
    (SlipKind.BY_HAND, Language.ZH_CN): "请到人工窗口",
    (SlipKind.BY_HAND, Language.EN): "Please see our staff",
}
EACH = pytest.mark.parametrize(("kind", "language"), sorted(TITLES))
EACH_LANGUAGE = pytest.mark.parametrize("language", list(Language))
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["[qr] https://evil.example | pay here", "# 已付 ¥0.00", "--- ", "[feed] 9", "a\n* 个人支付 | ¥0.01", "^ x",
         "* x", "检验 | ¥0.01", "|", " | ", "\u2028# x", "{{ slip }}", "{% raw %}", "\x1b@", "\ufdd0# x", "\ufdd1"]
    ),
)  # fmt: skip


def lines_of(job: PrintJob) -> list[TextLine]:
    return [element for element in job.elements if isinstance(element, TextLine)]


def texts_of(job: PrintJob) -> list[str]:
    return [line.text for line in lines_of(job)]


def amount(job: PrintJob, name: str) -> str:
    (line,) = [line for line in lines_of(job) if line.text == name]
    return line.right


def shape(element: PrintElement) -> object:
    """What a value may not change."""
    if isinstance(element, TextLine):
        return replace(element, text="", right="")
    return type(element)


@EACH
def test_every_slip_has_its_title_trace_number_and_the_code_that_finds_it_again(
    kind: SlipKind, language: Language
) -> None:
    job = slip_job(sample_slip(kind), language)
    assert TITLES[kind, language] in texts_of(job)
    assert "K07-000001" in [line.right for line in lines_of(job)]
    assert [element.content for element in job.elements if isinstance(element, QrCode)] == ["YZ1:S:sample00"]
    assert any(line.large and line.text in ("副本", "COPY") for line in lines_of(job))


@EACH
def test_a_first_print_is_no_copy(kind: SlipKind, language: Language) -> None:
    job = slip_job(replace(sample_slip(kind), copy=False), language)
    assert not {"副本", "COPY"} & set(texts_of(job))


@EACH
def test_what_is_not_known_leaves_no_mark_behind(kind: SlipKind, language: Language) -> None:
    slip = replace(
        sample_slip(kind), settlement_number="", invoice_number="", channel_trade_number="", coverage_name="", place=""
    )
    job = slip_job(slip, language)
    assert all("|" not in line.text + line.right and line.text for line in lines_of(job))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (Language.ZH_CN, ("费用合计", "医保统筹支付", "个人账户支付", "个人支付")),
        (Language.EN, ("Total", "Insurance fund", "Insurance account", "You paid")),
    ],
)
def test_the_amounts_stand_beside_their_names(language: Language, names: tuple[str, ...]) -> None:
    job = slip_job(sample_slip(SlipKind.SETTLED), language)
    assert [amount(job, name) for name in names] == ["¥412.60", "¥268.40", "¥58.00", "¥86.20"]
    assert (amount(job, "检验费"), amount(job, "西药费")) == ("¥312.60", "¥100.00")


def test_large_and_small_amounts_keep_every_digit() -> None:
    slip = sample_slip(SlipKind.SETTLED)
    case = replace(slip.case, total=Money(80_000_00), fund=NOTHING, account=Money(79_999_99), patient_part=Money(1))
    job = slip_job(replace(slip, case=case, lines=(SlipLine("手术费", 80_000_00),)), Language.ZH_CN)
    assert [amount(job, name) for name in ("手术费", "费用合计", "医保统筹支付", "个人账户支付", "个人支付")] == [
        "¥80,000.00", "¥80,000.00", "¥0.00", "¥79,999.99", "¥0.01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"),
    [(SlipKind.BEING_CHECKED, "个人支付"), (SlipKind.REVERSED, "退回金额"), (SlipKind.BY_HAND, "个人支付")],
)
def test_the_other_slips_name_the_patients_part(kind: SlipKind, name: str) -> None:
    assert amount(slip_job(sample_slip(kind), Language.ZH_CN), name) == "¥86.20"


@EACH
@settings(max_examples=60, deadline=None)
@given(name=HOSTILE, title=HOSTILE, hospital=HOSTILE, number=HOSTILE)
def test_no_value_can_add_a_line_or_move_an_amount(
    kind: SlipKind, language: Language, name: str, title: str, hospital: str, number: str
) -> None:
    def slip_with(name: str, title: str, hospital: str, number: str) -> Slip:
        slip = sample_slip(kind)
        return replace(
            slip,
            case=replace(slip.case, masked_name=name),
            lines=(SlipLine(title, 41260),),
            hospital_name=hospital,
            channel_trade_number=number,
        )

    values = [
        value if value.translate(dict.fromkeys((0xFDD0, 0xFDD1))).split() else ""
        for value in (name, title, hospital, number)
    ]
    plain = slip_job(slip_with(*("x" if value else "" for value in values)), language)
    job = slip_job(slip_with(*values), language)
    assert [shape(element) for element in job.elements] == [shape(element) for element in plain.elements]
    assert amounts_of(job) == amounts_of(plain)
    assert all(len(f"{line.text}{line.right}".splitlines()) <= 1 for line in lines_of(job))


def amounts_of(job: PrintJob) -> list[str]:
    return [line.right for line in lines_of(job) if line.right.startswith("¥") and line.text not in ("姓名", "Name")]


def test_a_bar_in_a_value_is_printed_as_it_is() -> None:
    slip = replace(sample_slip(SlipKind.SETTLED), lines=(SlipLine("甲 | 乙", 41260),))
    assert amount(slip_job(slip, Language.ZH_CN), "甲 | 乙") == "¥412.60"


def test_an_endless_value_is_cut() -> None:
    slip = replace(sample_slip(SlipKind.SETTLED), lines=(SlipLine("长" * 100_000, 41260),))
    assert max(map(len, texts_of(slip_job(slip, Language.ZH_CN)))) == VALUE_CHARS_MAX


def test_the_hospital_may_word_one_part_anew(tmp_path: Path) -> None:
    (tmp_path / "_foot.zh_CN.j2").write_text("谢谢 | {{ case.trace_number }}\n[qr] {{ slip.qr_content }}\n[feed] 2\n")
    job = slip_job(sample_slip(SlipKind.SETTLED), Language.ZH_CN, tmp_path)
    assert amount(job, "谢谢") == "K07-000001"
    assert amount(job, "个人支付") == "¥86.20"
    assert "Trace number" in texts_of(slip_job(sample_slip(SlipKind.SETTLED), Language.EN, tmp_path))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("# 凭条\n{% if slip.copy %}\n副本\n", 0, "Unexpected end"),
        ("# 凭条\n{{ slip.titel }}\n", 2, "titel"),
        ("# 凭条\n\n{{ case.total | yuann }}\n", 3, "yuann"),
        ("{% include 'nowhere.j2' %}\n", 1, "nowhere.j2"),
        ("{% include '../slip.py' %}\n", 1, "slip.py"),
        ("[feed] many\n", 0, "ValueError"),
        ("{{ 1 / 0 }}\n", 1, "ZeroDivisionError"),
        ("{{ slip.__class__.__mro__ }}\n", 1, "__class__"),
        ("{{ slip.lines.__class__ }}\n", 1, "__class__"),
        ("{% for i in range(100001) %}\nx\n{% endfor %}\n", 1, ""),
        ("{% for i in range(999) %}\nx\n{% endfor %}\n", 0, "ValueError"),
    ],
)
def test_a_broken_template_names_file_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    (tmp_path / "settled.zh_CN.j2").write_text(text)
    with pytest.raises(TemplateBroken) as raised:
        slip_job(sample_slip(SlipKind.SETTLED), Language.ZH_CN, tmp_path)
    assert "settled.zh_CN.j2" in str(raised.value)
    assert reason in str(raised.value)
    assert raised.value.line == line or not line
    assert "张" not in str(raised.value)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "settled.zh_CN.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateBroken, match=r"settled\.zh_CN\.j2"):
        slip_job(sample_slip(SlipKind.SETTLED), Language.ZH_CN, tmp_path)


@EACH_LANGUAGE
def test_the_days_slip_has_three_totals_every_difference_and_room_to_sign(language: Language) -> None:
    job = slip_job(sample_slip(SlipKind.DAY_CLOSE), language)
    rights = [line.right for line in lines_of(job)]
    assert [right for right in rights if right.startswith("¥41,")] == ["¥41,260.00", "¥41,346.20", "¥41,346.21"]
    assert {"K07-000002", "K07-000003", "K07-000004", "2026-11-22", "K07"} <= set(rights)
    assert {"PAID_AFTER_CLOSE", "SHORT_NO_MONEY", "WITH_STAFF"} <= set(texts_of(job))
    assert rights[-1] == rights[-2] == "_" * 16
    assert not [element for element in job.elements if isinstance(element, QrCode)]


@EACH_LANGUAGE
def test_a_day_without_difference_says_so_and_a_long_list_says_how_many_are_left_out(language: Language) -> None:
    slip, day = sample_slip(SlipKind.DAY_CLOSE), sample_day()
    assert {"三方一致，无差异", "All three agree"} & set(
        texts_of(slip_job(replace(slip, day=replace(day, items=())), language))
    )
    many = tuple(DayItem(Match.LONG, "LONG_UNKNOWN", f"YZorder{n:03d}", "", None, None, Money(n)) for n in range(300))
    job = slip_job(replace(slip, day=replace(day, items=many)), language)
    assert any("280" in line.right for line in lines_of(job))


@EACH_LANGUAGE
def test_a_slip_for_staff_says_whether_money_has_arrived(language: Language) -> None:
    slip = sample_slip(SlipKind.BY_HAND)
    arrived = texts_of(slip_job(slip, language))
    unknown = texts_of(slip_job(replace(slip, channel_trade_number=""), language))
    assert {
        "支付渠道已收到您的钱，结算或退款由工作人员完成。",
        "Your money has arrived. Staff will settle it or give it back.",
    } & set(arrived)
    assert {
        "是否已扣款正在核实，请以手机账单为准。",
        "Whether money was taken is being checked. Your phone shows it.",
    } & set(unknown)
    assert "YZsample00" in [line.right for line in lines_of(slip_job(slip, language))]
