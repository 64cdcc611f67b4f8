"""The driver on a real pty: byte pairs out of the vectors, then the simulator with its faults."""

import queue
import select
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import (
    IdCardDetected,
    IdCardEvent,
    IdCardKind,
    IdCardLifted,
    IdCardReaderFailed,
    IdCardReaderRecovered,
)
from drivers.api.status import DeviceState
from drivers.models.sam_a_id_card_reader import SamAIdCardReader
from hardware_sim.id_card.contents import photo, text_block
from hardware_sim.id_card.holders import holder
from hardware_sim.id_card.module import reply
from hardware_sim.id_card.reader import SimulatedIdCardReader
from hardware_sim.pty_port import PtyPort, Unplugged
from tests.id_card.second_parser import REPLIES, VECTORS, octets

WAIT_S_MAX = 8.0
WU = holder("wu")


class Bench:
    def __init__(self, address: str) -> None:
        self.driver = SamAIdCardReader("id_card_reader", address, {"reopen_s_max": 0.1})
        self.events: queue.Queue[IdCardEvent] = queue.Queue()
        self.driver.watch(self.events.put)

    def tells(self, kind: type[IdCardEvent]) -> IdCardEvent:
        event = self.events.get(timeout=WAIT_S_MAX)
        assert isinstance(event, kind), event
        return event


class Script:
    """The other end as a list of pairs: what is sent must be the next one, byte for byte."""

    def __init__(self, path: Path, pairs: list[tuple[str, bytes]]) -> None:
        self.port, self.left, self.wrong = PtyPort(path), list(pairs), b""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Script":
        self.port.plug()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self.port.unplug()
        assert not self.wrong, self.wrong.hex(" ")
        assert not self.left, f"{len(self.left)} pairs left over"

    def _run(self) -> None:
        received = b""
        while not self._stop.is_set():
            select.select([self.port.fileno()], [], [], 0.02)
            try:
                received += self.port.read()
            except Unplugged:
                return
            while len(received) >= 10:
                self._answer(received[:10])
                received = received[10:]

    def _answer(self, sent: bytes) -> None:
        if not self.left:
            answer = octets(REPLIES["none"]) if sent == octets(VECTORS["find"]) else b""
            self.wrong = self.wrong or (b"" if answer else sent)
        elif sent == octets(VECTORS[self.left[0][0]]):
            answer = self.left.pop(0)[1]
        else:
            self.wrong, answer = sent, b""
        self.port.write(answer, 1.0)


def test_a_card_is_found_selected_and_read_byte_by_byte(tmp_path: Path) -> None:
    text, picture = text_block(WU), photo(WU)
    pairs = [
        ("find", octets(REPLIES["none"])),
        ("find", octets(REPLIES["found"])),
        ("select", octets(REPLIES["selected"])),
        ("read", reply(0x90, octets("01000400") + text + picture)),
        ("find", octets(REPLIES["none"])),
    ]
    with Script(tmp_path / "reader", pairs) as script:
        bench = Bench(str(script.port.path))
        bench.driver.open()
        assert bench.tells(IdCardDetected) == IdCardDetected()
        card = bench.driver.read_id_card()
        assert (card.name, card.birth_date, card.photo) == (WU.name, date(1988, 2, 29), picture)
        bench.tells(IdCardLifted)
        bench.driver.close()


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatedIdCardReader]:
    one = SimulatedIdCardReader(tmp_path / "reader")
    one.start()
    yield one
    one.stop()


@pytest.fixture
def bench(simulator: SimulatedIdCardReader) -> Iterator[Bench]:
    one = Bench(simulator.address)
    one.driver.open()
    assert one.driver.status().state is DeviceState.STARTING
    while one.driver.status().state is not DeviceState.ONLINE:
        threading.Event().wait(0.01)
    yield one
    one.driver.close()


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("wu", IdCardKind.CITIZEN),
        ("schmidt", IdCardKind.FOREIGN_RESIDENT),
        ("lin_tw", IdCardKind.HMT_RESIDENT),
    ],
)
def test_each_kind_of_card_is_read(bench: Bench, simulator: SimulatedIdCardReader, key: str, kind: IdCardKind) -> None:
    simulator.lay(holder(key))
    bench.tells(IdCardDetected)
    card = bench.driver.read_id_card()
    assert (card.kind, card.id_number) == (kind, holder(key).number)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("garble", ErrorCode.ID_CARD_UNREADABLE), ("refuse", ErrorCode.ID_CARD_REFUSED), ("lift", None)],
)
def test_after_a_failed_read_the_card_must_be_lifted_and_is_then_read(
    bench: Bench, simulator: SimulatedIdCardReader, fault: str, code: ErrorCode | None
) -> None:
    simulator.lay(WU)
    bench.tells(IdCardDetected)
    {"garble": simulator.garble_next, "refuse": simulator.refuse_next, "lift": simulator.lift}[fault]()
    with pytest.raises(DeviceError) as failed:
        bench.driver.read_id_card()
    assert failed.value.code is (code or ErrorCode.ID_CARD_UNREADABLE)
    bench.tells(IdCardLifted)
    with pytest.raises(DeviceError) as again:
        bench.driver.read_id_card()
    assert again.value.code is ErrorCode.ID_CARD_LIFTED
    simulator.lift()
    simulator.lay(WU)
    bench.tells(IdCardDetected)
    assert bench.driver.read_id_card().name == WU.name


def test_a_card_that_lies_there_at_the_start_is_never_read(tmp_path: Path) -> None:
    simulator = SimulatedIdCardReader(tmp_path / "reader")
    simulator.start()
    simulator.lay(WU)
    bench = Bench(simulator.address)
    bench.driver.open()
    assert bench.tells(IdCardDetected) == IdCardDetected(present_at_open=True)
    with pytest.raises(DeviceError) as refused:
        bench.driver.read_id_card()
    assert refused.value.code is ErrorCode.ID_CARD_LIFTED
    bench.driver.close()
    simulator.stop()


def test_a_pulled_cable_is_told_and_comes_back(bench: Bench, simulator: SimulatedIdCardReader) -> None:
    simulator.unplug()
    bench.tells(IdCardReaderFailed)
    assert bench.driver.status().state is DeviceState.OFFLINE
    simulator.replug()
    bench.tells(IdCardReaderRecovered)


@pytest.mark.parametrize("options", [{"find_interval_s": 0.1}, {"colour": "red"}])
def test_an_option_that_cannot_be_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as refused:
        SamAIdCardReader("id_card_reader", "/dev/null", options)
    assert refused.value.action.value == "configuration"
