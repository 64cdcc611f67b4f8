"""The shipped driver, a real pcscd, virtual cards: what each card and each accident comes to."""

import json
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.insurance_card_reader import (
    CardInserted,
    CardReaderFailed,
    CardReaderRecovered,
    CardRemoved,
    InsuranceCard,
)
from drivers.api.status import DeviceState
from drivers.models.pcsc_insurance_card_reader import PcscInsuranceCardReader
from hardware_sim.pcsc import PcscWorld
from tests.cards.conftest import EVENT_S_MAX

FIRST, SECOND = "Virtual PCD 00 00", "Virtual PCD 00 01"


def _insert(world: PcscWorld, kiosk: Any, card: str, fault: str | None = None) -> None:
    world.insert(0, card, fault)
    assert kiosk.next_event() == CardInserted(FIRST)


def _read(world: PcscWorld, kiosk: Any, card: str) -> InsuranceCard:
    kiosk.reader.open()
    _insert(world, kiosk, card)
    contents: InsuranceCard = kiosk.reader.read_holder(FIRST)
    return contents


def _refusal(world: PcscWorld, kiosk: Any, card: str, fault: str | None = None) -> ErrorCode:
    kiosk.reader.open()
    _insert(world, kiosk, card, fault)
    with pytest.raises(DeviceError) as caught:
        kiosk.reader.read_holder(FIRST)
    return caught.value.code


@pytest.mark.parametrize("card", ["zhang", "zhang-t1"])
def test_a_card_is_read_under_t0_and_t1(world: PcscWorld, kiosk: Any, card: str) -> None:
    contents = _read(world, kiosk, card)
    assert contents.holder_name == "张三丰"
    assert contents.holder_id_number == "330299196103120010"
    assert contents.card_number == "B90000001"
    assert contents.card_identifier == "330299D1560000050000000000000001"
    assert contents.standard_version == "3.00"
    assert (contents.issued_on, contents.expires_on) == (date(2019, 6, 1), date(2039, 5, 31))
    assert (contents.atr[0], contents.reader_name) == (0x3B, FIRST)
    assert kiosk.reader.read_holder(FIRST) == contents
    world.remove(0)
    assert kiosk.next_event() == CardRemoved(FIRST)


def test_a_card_nobody_has_seen_before_is_read_from_its_file(world: PcscWorld, kiosk: Any, tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    fields = {"protocol": "T=1", "name": "䶮㛃𬱖", "id_number": "11010519491231002X", "card_number": "Z1"}
    path.write_text(json.dumps(fields | {"missing_records": ["05", "06"]}))
    contents = _read(world, kiosk, str(path))
    assert (contents.holder_name, contents.card_number, contents.expires_on) == ("䶮㛃𬱖", "Z1", None)


def test_an_expired_card_still_reads(world: PcscWorld, kiosk: Any) -> None:
    assert _read(world, kiosk, "expired").expires_on == date(2021, 5, 31)


@pytest.mark.parametrize(
    ("card", "fault", "code"),
    [
        ("zhang", "MUTE", ErrorCode.CARD_MUTE),
        ("bank", None, ErrorCode.CARD_FOREIGN),
        ("bank-t1", None, ErrorCode.CARD_FOREIGN),
        ("zhang", "UNREADABLE_EF06", ErrorCode.CARD_UNREADABLE),
        ("zhang", "GARBLED_NAME", ErrorCode.CARD_DATA_INVALID),
        ("zhang", "WRONG_ID_CHECKSUM", ErrorCode.CARD_DATA_INVALID),
        ("zhang", "REMOVED_MID_READ", ErrorCode.CARD_REMOVED),
        ("zhang-t1", "REMOVED_MID_READ:0", ErrorCode.CARD_REMOVED),
    ],
)
def test_each_bad_card_has_its_code(
    world: PcscWorld, kiosk: Any, card: str, fault: str | None, code: ErrorCode
) -> None:
    assert _refusal(world, kiosk, card, fault) is code


def test_a_slow_card_is_waited_for(world: PcscWorld, kiosk: Any) -> None:
    kiosk.reader.open()
    _insert(world, kiosk, "zhang-t1", "SLOW")
    assert kiosk.reader.read_holder(FIRST).holder_name == "张三丰"


def test_a_card_that_never_answers_times_out_and_is_listed_until_it_is_pulled(world: PcscWorld) -> None:
    reader = PcscInsuranceCardReader("r", "", {"service_socket": str(world.service_socket), "read_s_max": 0.3})
    inserted, removed = threading.Event(), threading.Event()
    reader.watch(lambda event: inserted.set() if isinstance(event, CardInserted) else removed.set())
    reader.open()
    world.insert(0, "zhang", "STUCK")
    assert inserted.wait(EVENT_S_MAX)
    with pytest.raises(DeviceError) as caught:
        reader.read_holder(FIRST)
    assert caught.value.code is ErrorCode.TIMEOUT
    stuck = reader.status()
    assert stuck.state is DeviceState.USER_ERROR
    assert stuck.error is not None
    assert stuck.error.action is Action.CLEAR
    world.remove(0)
    assert removed.wait(EVENT_S_MAX)
    for _ in range(800):
        if reader.status().state is DeviceState.ONLINE:
            break
        threading.Event().wait(0.05)
    assert reader.status().state is DeviceState.ONLINE
    reader.close()


def test_closing_ends_a_read_that_waits(world: PcscWorld) -> None:
    inserted, asked = threading.Event(), threading.Event()
    options = {"service_socket": str(world.service_socket)}
    reader = PcscInsuranceCardReader("r", "", options, trace=lambda way, data: asked.set())
    reader.watch(lambda event: inserted.set())
    reader.open()
    world.insert(0, "zhang", "STUCK:0")
    assert inserted.wait(EVENT_S_MAX)
    codes: list[ErrorCode] = []

    def read() -> None:
        try:
            reader.read_holder(FIRST)
        except DeviceError as error:
            codes.append(error.code)

    reading = threading.Thread(target=read)
    reading.start()
    assert asked.wait(EVENT_S_MAX)
    reader.close()
    reading.join(EVENT_S_MAX)
    assert codes == [ErrorCode.DEVICE_OFFLINE]


def test_a_card_already_in_when_opened_is_told_as_such(world: PcscWorld, kiosk: Any) -> None:
    kiosk.reader.open()
    _insert(world, kiosk, "zhang")
    kiosk.reader.close()
    kiosk.reader.open()
    assert kiosk.next_event() == CardInserted(FIRST, present_at_open=True)
    world.remove(0)
    assert kiosk.next_event() == CardRemoved(FIRST)
    _insert(world, kiosk, "zhang")


def test_two_readers_work_but_two_cards_at_once_collide(world: PcscWorld, kiosk: Any) -> None:
    kiosk.reader.open()
    world.insert(1, "li")
    assert kiosk.next_event() == CardInserted(SECOND)
    assert kiosk.reader.read_holder(SECOND).holder_name == "李桂英"
    _insert(world, kiosk, "zhang")
    for name in (FIRST, SECOND):
        with pytest.raises(DeviceError) as caught:
            kiosk.reader.read_holder(name)
        assert caught.value.code is ErrorCode.CARD_COLLISION
    world.remove(1)
    assert kiosk.next_event() == CardRemoved(SECOND)
    assert kiosk.reader.read_holder(FIRST).holder_name == "张三丰"


def test_a_read_without_a_card_or_before_opening_has_its_code(world: PcscWorld, kiosk: Any) -> None:
    codes = []
    for act in (lambda: None, kiosk.reader.open):
        act()
        with pytest.raises(DeviceError) as caught:
            kiosk.reader.read_holder(FIRST)
        codes.append(caught.value.code)
    assert codes == [ErrorCode.DEVICE_OFFLINE, ErrorCode.CARD_REMOVED]


def test_a_restarted_service_is_survived_and_the_card_that_stayed_is_no_fresh_insert(
    world: PcscWorld, kiosk: Any
) -> None:
    kiosk.reader.open()
    _insert(world, kiosk, "zhang")
    world.restart_pcscd()
    failed = kiosk.next_event()
    assert isinstance(failed, CardReaderFailed)
    assert failed.error.code is ErrorCode.DEVICE_OFFLINE
    assert kiosk.next_event() == CardReaderRecovered()
    assert kiosk.next_event() == CardInserted(FIRST, present_at_open=True)
    world.remove(0)
    assert kiosk.next_event() == CardRemoved(FIRST)
    _insert(world, kiosk, "li")
    assert kiosk.reader.read_holder(FIRST).holder_name == "李桂英"


def test_without_the_service_every_call_says_offline(world: PcscWorld, kiosk: Any) -> None:
    kiosk.reader.open()
    world.stop_pcscd()
    try:
        assert isinstance(kiosk.next_event(), CardReaderFailed)
        assert kiosk.reader.status().state is DeviceState.OFFLINE
        for call in (lambda: kiosk.reader.read_holder(FIRST), kiosk.reader.open):
            with pytest.raises(DeviceError) as caught:
                call()
            assert caught.value.code is ErrorCode.DEVICE_OFFLINE
        assert kiosk.reader.status().error is not None
    finally:
        world.start_pcscd()


def test_readers_of_another_make_are_not_ours(world: PcscWorld) -> None:
    reader = PcscInsuranceCardReader("r", "Other Make", {"service_socket": str(world.service_socket)})
    with pytest.raises(DeviceError) as caught:
        reader.open()
    assert (caught.value.code, caught.value.detail) == (ErrorCode.DEVICE_OFFLINE, "no card reader")


def test_a_trace_sees_both_directions_only_when_asked_for(world: PcscWorld) -> None:
    seen: list[tuple[str, bytes]] = []
    inserted = threading.Event()
    options = {"service_socket": str(world.service_socket)}
    reader = PcscInsuranceCardReader("r", "", options, trace=lambda way, data: seen.append((way, data)))
    reader.watch(lambda event: inserted.set())
    reader.open()
    world.insert(0, "zhang")
    assert inserted.wait(EVENT_S_MAX)
    reader.read_holder(FIRST)
    reader.close()
    assert [way for way, _ in seen[:2]] == ["sent", "received"]
    assert seen[0][1].hex().upper().startswith("00A404000F7378")


@pytest.mark.parametrize("options", [{"sevice_socket": "/x"}, {"read_s_max": "5"}, {"service_socket": 3}])
def test_a_wrong_profile_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as caught:
        PcscInsuranceCardReader("r", "", options)
    assert caught.value.action is Action.CONFIGURATION
