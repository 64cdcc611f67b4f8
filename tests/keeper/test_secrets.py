"""Q18 over the shipped keeper: after settlements of every kind, nothing of the person is on the disk or in a log."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.hospital.wallets import Behaviour
from hardware_sim.people import person
from kiosk.domain.case import Phase
from kiosk.domain.payment import Channel, PayByFace, PayByPayerCode, PayByQr
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run, write_terminal

CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
SPELLING_BYTES_MIN = 6  # shorter ones turn up in sealed bytes by chance


def spellings(secret: str) -> set[bytes]:
    """As it could stand in a file."""
    escaped = json.dumps(secret).strip('"').encode()
    found = {secret.encode(coding) for coding in CODINGS} | {escaped}
    return {spelling for spelling in found if len(spelling) >= SPELLING_BYTES_MIN}


def secrets_of(key: str) -> set[str]:
    who = person(key)
    return {who.name, who.id_number, who.card_number, who.card_identifier}


async def visit(turn: Turn, hospital: HospitalStandIn, bills: Iterator[BillSlip]) -> set[str]:
    """Paid by code, by phone, declined, given back, cancelled, and help called. The secrets that were used."""
    secrets: set[str] = set()

    def next_bill() -> BillSlip:
        owed = next(bills)
        secrets.update(secrets_of(owed.person_key))
        return owed

    def by_code(behaviour: Behaviour) -> PayByPayerCode:
        code = hospital.phones.new_payer_code("wechat", behaviour)
        secrets.add(code)
        return PayByPayerCode(Channel.WECHAT, code)

    paid = await turn.pay_by_scanning(await turn.start(next_bill(), PayByQr()))
    assert paid.phase is Phase.SETTLED
    secrets.add(paid.masked_name)
    assert await turn.keeper.lease_slip(paid.case_id)
    by_phone = await turn.until_ended(await turn.start(next_bill(), by_code(Behaviour.OK)))
    assert by_phone.phase is Phase.SETTLED
    declined = await turn.until_ended(await turn.start(next_bill(), by_code(Behaviour.DECLINED)))
    assert declined.phase is Phase.DECLINED
    face = hospital.phones.new_face_code("wechat")
    secrets.add(face)
    by_face = await turn.until_ended(await turn.start(next_bill(), PayByFace(Channel.WECHAT, face)))
    assert by_face.phase is Phase.SETTLED
    hospital.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement")
    given_back = await turn.pay_by_scanning(await turn.start(next_bill(), PayByQr()))
    assert given_back.phase is Phase.REVERSED
    hospital.faults.inject(Fault.HTML_AS_200, "confirmSettlement")
    assert (await turn.pay_by_scanning(await turn.start(next_bill(), PayByQr()))).phase is Phase.SETTLED
    await turn.keeper.call_staff("ChooseBills")
    await asyncio.sleep(0)
    return secrets


@pytest.mark.parametrize("when", ["killed in the visit", "after the visit"])
def test_q18_no_file_holds_a_word_of_anybody(
    when: str, tmp_path: Path, hospital: HospitalStandIn, bills: Iterator[BillSlip]
) -> None:
    keeper = KeeperProcess(write_terminal(tmp_path, hospital, reverse_after_s_min=0.4))
    keeper.start()

    async def go() -> set[str]:
        async with turns(keeper, hospital)() as turn:
            secrets = await visit(turn, hospital, bills)
            if when == "after the visit":
                await turn.keeper.end_visit()
            return secrets

    try:
        secrets = run(go())
        if when == "after the visit":
            assert keeper.wait() == 0
    finally:
        keeper.stop()
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix != ".pem"]
    assert {"keeper.db", "keeper.db-wal", "keeper.log"} <= {file.name for file in files}
    assert len(secrets) > 10
    for file in files:
        raw = file.read_bytes()
        found = [secret for secret in secrets for spelling in spellings(secret) if spelling in raw]
        assert not found, f"{file.name} holds {len(found)} secrets"
