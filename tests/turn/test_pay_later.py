"""Pay after treatment on a virtual clock: sign, put off, see what is owed, pay it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.credit import (
    Credit,
    CreditLock,
    CreditStatus,
    CreditTerms,
    LockCredit,
    Owed,
    OwedState,
    SignCredit,
    Terms,
)
from kiosk.domain.evidence import PhoneEvidence, good_for
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.patient import Patient, Purpose, Scope
from kiosk.domain.wording import LocalText
from kiosk.journeys.put_off import may_put_off
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Back, BillsChosen, Continue, Picked
from kiosk.screens.bills import ChooseBills, ConfirmSplit
from kiosk.screens.credit import BillsPutOff, ReadTerms, ShowCredit
from kiosk.screens.paying import ChoosePayment, Paid, PayWay, Problem, SlipNotice
from kiosk.screens.welcome import Attract, Service
from tests.turn.fakes import BILL, FakeDevices, FakeKeeper, Person
from tests.turn.test_documents import chooses, until

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

SIGNED = Credit(offered=True, signed=True, limit=Money(300_000), used=NOTHING)
OWED = Owed("b1", LocalText("检验费"), Money(41_260), OwedState.ON_CREDIT, date(2026, 12, 23))
OWING = replace(SIGNED, used=Money(41_260), owed=(OWED,))
TERMS = CreditTerms("2026-01", Money(300_000), (LocalText("先看病，后付钱。"),))
LOCK = CreditLock("CR00000001", Money(41_260), date(2026, 12, 23), Money(41_260), Money(300_000))


def keeper(credit: Credit, **more: Any) -> FakeKeeper:
    return FakeKeeper(answers={CreditStatus: credit, LockCredit: LOCK, Terms: TERMS, SignCredit: SIGNED}, **more)


async def to_choose_payment(person: Person) -> ChoosePayment:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    return await person.sees(ChoosePayment)


async def test_who_has_signed_may_put_bills_off_and_gets_a_slip_of_what_is_owed(stand: Stand) -> None:
    person = stand(keeper(SIGNED))
    shown = await to_choose_payment(person)
    assert (shown.ways[-1], shown.later_left) == (PayWay.PAY_LATER, Money(300_000))
    person.touches(Picked(PayWay.PAY_LATER))
    told = await until(person, BillsPutOff, lambda shown: shown.slip is SlipNotice.PRINTED)
    assert (told.amount, told.pay_by, told.left) == (Money(41_260), date(2026, 12, 23), Money(258_740))
    assert person.keeper.asked[-1] == LockCredit(("b1",))
    assert person.keeper.methods == []  # nothing was charged
    assert "release_quote" in person.keeper.calls
    slip = str(person.devices.printed[0].elements)
    assert "¥412.60" in slip
    assert "张*丰" in slip
    person.touches(Continue())
    person.removes_card()
    await person.is_served()


async def test_who_has_not_signed_is_not_offered_it(stand: Stand) -> None:
    person = stand(keeper(replace(SIGNED, signed=False)))
    assert PayWay.PAY_LATER not in (await to_choose_payment(person)).ways


async def test_who_is_known_by_a_phone_number_only_is_not_offered_it(stand: Stand) -> None:
    person = stand(keeper(SIGNED))
    patient = Patient("h1", "张*丰", ())
    assert await may_put_off(person.visit, patient) is not None
    person.visit.known_for = good_for(PhoneEvidence("13800000000", "0010"))
    assert await may_put_off(person.visit, patient) is None
    person.visit.known_for = frozenset(Purpose)
    assert await may_put_off(person.visit, replace(patient, scope=Scope.BILL)) is None


async def test_a_hospital_that_cannot_say_does_not_keep_anybody_from_paying(stand: Stand) -> None:
    person = stand(keeper(SIGNED, refuse={"CreditStatus": [Refusal.HOSPITAL_BUSY]}))
    assert PayWay.PAY_LATER not in (await to_choose_payment(person)).ways
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)


@pytest.mark.parametrize("refusal", [Refusal.CREDIT_OVER_LIMIT, Refusal.CREDIT_OVERDUE])
async def test_a_no_is_said_with_its_reason_and_the_other_ways_stay_open(stand: Stand, refusal: Refusal) -> None:
    person = stand(keeper(SIGNED, refuse={"LockCredit": [refusal]}))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAY_LATER))
    await until(person, ChoosePayment, lambda shown: shown.decline_code == refusal)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    assert "release_quote" not in person.keeper.calls


async def test_without_paper_it_is_put_off_all_the_same(stand: Stand) -> None:
    person = stand(keeper(SIGNED), FakeDevices(print_errors=[DeviceError(ErrorCode.PAPER_OUT)]))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAY_LATER))
    await until(person, BillsPutOff, lambda shown: shown.slip is SlipNotice.WAITING)


async def test_what_is_put_off_is_marked_among_the_bills(stand: Stand) -> None:
    person = stand(keeper(OWING, bills=(BILL, replace(BILL, bill_id="b2"))))
    await person.sees(Attract)
    person.inserts_card()
    assert [bill.put_off for bill in (await person.sees(ChooseBills)).bills] == [True, False]


async def test_the_agreement_is_read_and_signed(stand: Stand) -> None:
    person = stand(keeper(replace(SIGNED, signed=False)))
    await chooses(person, Service.PAY_LATER)
    assert not (await person.sees(ShowCredit)).signed
    person.touches(Continue())
    assert (await person.sees(ReadTerms)).clauses == TERMS.clauses
    person.touches(Back())
    await person.sees(ShowCredit)
    person.touches(Continue())
    await person.sees(ReadTerms)
    person.touches(Continue())
    await until(person, ShowCredit, lambda shown: shown.just_signed)
    assert person.keeper.asked[-1] == SignCredit("2026-01")


async def test_terms_that_changed_meanwhile_are_shown_anew(stand: Stand) -> None:
    said = iter([Refused(Refusal.CREDIT_TERMS_CHANGED)])

    def sign(asked: SignCredit) -> Credit:
        if (refused := next(said, None)) is not None:
            raise refused
        return SIGNED

    fake = keeper(replace(SIGNED, signed=False))
    fake.answers[SignCredit] = sign
    person = stand(fake)
    await chooses(person, Service.PAY_LATER)
    await person.sees(ShowCredit)
    person.touches(Continue())
    await person.sees(ReadTerms)
    person.touches(Continue())
    assert (await person.sees(Problem)).can_retry
    person.touches(Continue())
    await person.sees(ShowCredit)
    person.touches(Continue())
    await person.sees(ReadTerms)
    assert fake.calls.count("Terms") == 2
    person.touches(Continue())
    await until(person, ShowCredit, lambda shown: shown.just_signed)


async def test_what_is_owed_is_paid_as_any_bill_and_nothing_else_with_it(stand: Stand) -> None:
    person = stand(keeper(OWING, bills=(BILL, replace(BILL, bill_id="b2"))))
    await chooses(person, Service.PAY_LATER)
    assert (await person.sees(ShowCredit)).owed == (OWED,)
    person.touches(Continue())
    bills = await person.sees(ChooseBills)
    assert [bill.bill_id for bill in bills.bills] == ["b1"]
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    assert PayWay.PAY_LATER not in (await person.sees(ChoosePayment)).ways
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
