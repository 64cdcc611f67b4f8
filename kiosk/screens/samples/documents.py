"""Samples of invoices, prices, payments and pay after treatment."""

from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.credit import Credit, CreditLock, CreditTerms, Owed, OwedState
from kiosk.domain.invoice import Invoice, PrintRight
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.payment_record import PaymentRecord, RecordState
from kiosk.domain.price import INITIALS_MAX, InsuranceGrade, Price, PriceKind, PricesFound
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.bills import ChooseBills
from kiosk.screens.credit import BillsPutOff, ReadTerms, ShowCredit
from kiosk.screens.documents import (
    ChooseInvoice,
    ChoosePaymentRecord,
    ChoosePriceKind,
    InvoiceRow,
    LookingUp,
    NoRecords,
    PaymentRow,
    PrintWay,
    RecordKind,
    SearchPrices,
    ShowInvoice,
    ShowPaymentRecord,
    ShowPrices,
)
from kiosk.screens.paying import ChoosePayment, PayWay, SlipNotice
from kiosk.screens.samples.values import BILLS, COSMETIC, LONG_NAME, NAME, RARE_NAME, SUMMARY

_LAB = LocalText("检验费等 2 项", "Laboratory tests and 1 more")
_LONG = LocalText("植入材料及手术费等 12 项", "Implant and surgery and 11 more")
INVOICE = Invoice(
    batch_code="33022626",
    number="0000000017",
    check_code="4fe21a",
    date=date(2026, 7, 13),
    title=_LAB,
    amount=Money(41_260),
    red=False,
    reverses="",
    reversed_by="",
    printed=0,
    right=PrintRight.ORIGINAL,
    verify_url="https://einvoice.example/v?33022626,0000000017,4fe21a,41260,20260713",
    document_id="EI0000000017",
)
_PRINTED = replace(
    INVOICE, number="0000000016", printed=1, right=PrintRight.COPY, title=LocalText("西药费", "Medicines")
)
_REVERSED = replace(INVOICE, number="0000000012", reversed_by="0000000013", right=PrintRight.NONE)
_RED = replace(INVOICE, number="0000000013", red=True, reverses="0000000012", right=PrintRight.NONE)
_LARGE = replace(INVOICE, number="0000000011", title=_LONG, amount=Money(8_000_000), printed=3, right=PrintRight.NONE)
_MANY = (INVOICE, _PRINTED, _RED, _REVERSED, _LARGE, *(replace(INVOICE, number=f"000000000{n}") for n in range(4)))

PAYMENT = PaymentRecord(
    settlement_no="ST5f2c9a70d1e4",
    settled_at=datetime(2026, 7, 13, 9, 41),
    title=_LAB,
    bill_count=2,
    total=Money(41_260),
    fund=Money(26_840),
    account=Money(5_800),
    patient_part=Money(8_620),
    channel=Channel.WECHAT,
    state=RecordState.PAID,
    setl_id="330200202607130000000017",
    invoice_number="330226260000000017",
    here=True,
)
_BACK = replace(
    PAYMENT,
    settlement_no="OLD3",
    title=_LONG,
    total=Money(8_000_000),
    fund=NOTHING,
    account=NOTHING,
    patient_part=Money(8_000_000),
    state=RecordState.REFUNDED,
    here=False,
)
_COVERED = replace(PAYMENT, settlement_no="OLD4", fund=Money(41_260), account=NOTHING, patient_part=NOTHING)
_PAYMENTS = (
    PAYMENT,
    _BACK,
    replace(_COVERED, channel=Channel.NONE),
    *(replace(PAYMENT, settlement_no=f"OLD{n}") for n in range(5, 10)),
)


def _price(zh: str, en: str, unit: tuple[str, str], fen: int, grade: InsuranceGrade) -> Price:
    return Price(LocalText(zh, en), LocalText(*unit), Money(fen), grade)


_BOX = ("盒（28 片）", "box of 28")
PRICES = (
    _price("阿莫西林胶囊 0.25g", "Amoxicillin capsules 0.25 g", ("盒（24 粒）", "box of 24"), 860, InsuranceGrade.A),
    _price("阿托伐他汀钙片 20mg", "Atorvastatin tablets 20 mg", _BOX, 4_994, InsuranceGrade.B),
    _price("奥美拉唑肠溶胶囊 20mg", "Omeprazole enteric capsules 20 mg", _BOX, 980, InsuranceGrade.A),
    _price("西洋参", "American ginseng", ("6 克", "6 g"), 840, InsuranceGrade.C),
    _price(
        "布地奈德福莫特罗吸入粉雾剂",
        "Budesonide/formoterol inhaler",
        ("支（60 吸）", "inhaler, 60 doses"),
        18_890,
        InsuranceGrade.B,
    ),
    _price("甲磺酸奥希替尼片 80mg", "Osimertinib tablets 80 mg", _BOX, 558_000, InsuranceGrade.B),
    _price("人乳头瘤病毒疫苗（九价）", "HPV vaccine, 9-valent", ("支", "dose"), 131_800, InsuranceGrade.C),
    _price("黄芪", "Astragalus root", ("10 克", "10 g"), 90, InsuranceGrade.A),
)

_INVOICES: dict[str, Screen] = {
    "looking-up": LookingUp(card_in=True),
    "choose-invoice": ChooseInvoice(
        masked_name=NAME,
        rows=tuple(InvoiceRow.of(each) for each in _MANY[:4]),
        whole_year=False,
        can_back=True,
        card_in=True,
    ),
    "choose-invoice-many": ChooseInvoice(
        masked_name=LONG_NAME, rows=tuple(InvoiceRow.of(each) for each in _MANY), whole_year=True, can_back=True
    ),
    "no-invoices": NoRecords(masked_name=NAME, kind=RecordKind.INVOICES, whole_year=False, can_cancel=True),
    "no-invoices-in-a-year": NoRecords(
        masked_name=NAME, kind=RecordKind.INVOICES, whole_year=True, can_cancel=True, card_in=True
    ),
    "show-invoice": ShowInvoice.of(INVOICE, NAME, PrintWay.A4, card_in=True),
    "show-invoice-copy": ShowInvoice.of(_PRINTED, NAME, PrintWay.A4, card_in=True),
    "show-invoice-slip": ShowInvoice.of(INVOICE, RARE_NAME, PrintWay.SLIP, card_in=True),
    "show-invoice-used-up": ShowInvoice.of(_LARGE, NAME, PrintWay.SLIP, card_in=True),
    "show-invoice-printed": ShowInvoice.of(INVOICE, NAME, PrintWay.A4, slip=SlipNotice.PRINTED, card_in=True),
    "show-invoice-no-paper": ShowInvoice.of(INVOICE, NAME, PrintWay.SLIP, slip=SlipNotice.WAITING, card_in=True),
    "show-invoice-reversed": ShowInvoice.of(_REVERSED, NAME, PrintWay.NONE, card_in=True),
    "show-invoice-red": ShowInvoice.of(_RED, LONG_NAME, PrintWay.NONE, card_in=True),
}

_RECORDS: dict[str, Screen] = {
    "choose-payment-record": ChoosePaymentRecord(
        masked_name=NAME,
        rows=tuple(PaymentRow.of(each) for each in _PAYMENTS[:3]),
        whole_year=False,
        can_back=True,
        card_in=True,
    ),
    "choose-payment-record-many": ChoosePaymentRecord(
        masked_name=LONG_NAME, rows=tuple(PaymentRow.of(each) for each in _PAYMENTS), whole_year=True, can_back=True
    ),
    "no-payments": NoRecords(masked_name=NAME, kind=RecordKind.PAYMENTS, whole_year=False, can_cancel=True),
    "no-payments-in-a-year": NoRecords(masked_name=NAME, kind=RecordKind.PAYMENTS, whole_year=True, can_cancel=True),
    "show-payment-record": ShowPaymentRecord.of(PAYMENT, NAME, card_in=True),
    "show-payment-record-refunded": ShowPaymentRecord.of(_BACK, LONG_NAME, card_in=True),
    "show-payment-record-covered": ShowPaymentRecord.of(_PAYMENTS[2], NAME, card_in=False),
}

_PRICES: dict[str, Screen] = {
    "choose-price-kind": ChoosePriceKind(can_back=True),
    "search-prices": SearchPrices(kind=PriceKind.MEDICINE, initials_max=INITIALS_MAX, can_back=True),
    "search-prices-none": SearchPrices(
        kind=PriceKind.SERVICE, initials_max=INITIALS_MAX, nothing_for="WWWWWWWWWWWW", can_back=True
    ),
    "show-prices": ShowPrices.of(PriceKind.MEDICINE, "AM", PricesFound(PRICES[:3], more=False)),
    "show-prices-many": ShowPrices.of(PriceKind.MEDICINE, "A", PricesFound(PRICES * 6, more=True)),
}


def _owed(place: int, state: OwedState, fen: int) -> Owed:
    return Owed(f"B{place:04d}", _LONG if place % 2 else _LAB, Money(fen), state, date(2026, 8, 12))


_DEBTS = (
    _owed(1, OwedState.OVERDUE, 41_260),
    _owed(2, OwedState.ON_CREDIT, 8_620),
    *(_owed(n, OwedState.TODAY, 12_000) for n in range(3, 9)),
)
_TERMS = CreditTerms(
    "2026-01",
    Money(300_000),
    (
        LocalText(
            "看病时可以先不付钱：检查、取药照常办，费用记在您名下。",
            "You may be treated first: tests and medicines go on, and their cost is noted under your name.",
        ),
        LocalText(
            "23 点还没付的，转到先看后付额度，30 天内还清，不收利息。",
            "What is unpaid at 23:00 goes to your credit. Pay it within 30 days; there is no interest.",
        ),
    )
    * 3,
)


def _credit(name: str = NAME, just_signed: bool = False, **fields: object) -> ShowCredit:
    values: dict[str, object] = {"offered": True, "signed": True, "limit": Money(300_000), "used": NOTHING}
    return ShowCredit.of(Credit(**(values | fields)), name, just_signed=just_signed, card_in=True)  # type: ignore[arg-type]


def _put_off(slip: SlipNotice, name: str = NAME) -> BillsPutOff:
    lock = CreditLock("CR00000001", Money(41_260), date(2026, 8, 12), Money(49_880), Money(300_000))
    return BillsPutOff.of(lock, name, slip, card_in=True)


_CREDIT: dict[str, Screen] = {
    "show-credit-offer": _credit(signed=False),
    "show-credit-not-offered": _credit(signed=False, offered=False, limit=NOTHING),
    "show-credit-signed": _credit(just_signed=True),
    "show-credit-unused": _credit(LONG_NAME),
    "show-credit-owing": _credit(used=Money(49_880), owed=_DEBTS[:2]),
    "show-credit-owing-much": _credit(RARE_NAME, used=Money(299_999), owed=_DEBTS),
    "read-terms": ReadTerms.of(_TERMS, NAME, card_in=True),
    "read-terms-short": ReadTerms.of(replace(_TERMS, clauses=_TERMS.clauses[:1]), LONG_NAME, card_in=True),
    "bills-put-off": _put_off(SlipNotice.PRINTED),
    "bills-put-off-no-paper": _put_off(SlipNotice.WAITING, LONG_NAME),
    "choose-bills-put-off": ChooseBills(
        masked_name=NAME,
        bills=(replace(BILLS[0], put_off=True), BILLS[1], replace(COSMETIC, put_off=True)),
        step=Step(2, 4),
        can_cancel=True,
        card_in=True,
    ),
    "choose-payment-later": ChoosePayment(
        summary=SUMMARY,
        amount=Money(8_620),
        ways=(PayWay.SHOW_QR, PayWay.PAYER_CODE, PayWay.PAY_LATER),
        later_left=Money(300_000),
        step=Step(4, 4),
        can_back=True,
        card_in=True,
    ),
    "choose-payment-over-limit": ChoosePayment(
        summary=SUMMARY,
        amount=Money(8_000_000),
        ways=(PayWay.SHOW_QR, PayWay.PAYER_CODE, PayWay.PAY_LATER),
        later_left=Money(300_000),
        decline_code="CREDIT_OVER_LIMIT",
        step=Step(4, 4),
        can_back=True,
        card_in=True,
    ),
}

SAMPLES: dict[str, Screen] = _INVOICES | _RECORDS | _PRICES | _CREDIT
