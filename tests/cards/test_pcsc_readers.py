"""Readers that come and go, which vpcd cannot show: against a hand-written PC/SC library."""

from collections.abc import Callable
from typing import Any

import pytest

from drivers.transport.pcsc import PLUG_AND_PLAY, PcscFault, PcscReaders, use_service

EMPTY, PRESENT, CHANGED = 0x10, 0x20, 0x02
TIMEOUT, UNKNOWN_READER, NO_SERVICE, NO_READERS = 0x8010000A, 0x80100009, 0x8010001D, 0x8010002E


class Library:
    """Answers like libpcsclite from `readers`; `result` spoils the next wait."""

    SCARD_SCOPE_USER = 0

    def __init__(self, **readers: int) -> None:
        self.readers = readers
        self.result = 0
        self.asked: list[tuple[int, dict[str, int]]] = []

    def SCardEstablishContext(self, scope: int) -> tuple[int, int]:
        return self.result, 1

    def SCardReleaseContext(self, context: int) -> int:
        return 0

    def SCardListReaders(self, context: int, groups: list[str]) -> tuple[int, list[str]]:
        return (0, list(self.readers)) if self.readers else (NO_READERS, [])

    def SCardGetStatusChange(self, context: int, wait_ms: int, known: list[tuple[str, int]]) -> Any:
        self.asked.append((wait_ms, dict(known)))
        result, self.result = self.result, 0
        return result, [(name, self.readers.get(name, event) | CHANGED, [0x3B, 0x00]) for name, event in known]


def _connected(library: Library, prefix: str = "") -> PcscReaders:
    readers = PcscReaders(prefix, library)
    readers.connect()
    return readers


def test_the_first_look_does_not_wait() -> None:
    library = Library(A=EMPTY)
    states = _connected(library).look(0)
    assert [(state.name, state.present) for state in states] == [("A", False)]
    assert library.asked == [(0, {"A": 0})]


def test_a_look_waits_for_readers_too_and_says_what_is_known() -> None:
    library = Library(A=0x10000 | EMPTY)
    readers = _connected(library)
    readers.look(0)
    readers.look(1.5)
    assert library.asked[-1] == (1500, {"A": 0x10000 | EMPTY, PLUG_AND_PLAY: 0})


def test_a_reader_plugged_in_later_is_seen() -> None:
    library = Library()
    readers = _connected(library)
    assert readers.look(0) == ()
    library.readers["A"] = 0x20000 | PRESENT
    (state,) = readers.look(1)
    assert (state.present, state.changes, state.atr) == (True, 2, b"\x3b\x00")


@pytest.mark.parametrize("result", [0, UNKNOWN_READER])
def test_a_reader_unplugged_is_no_fault(result: int) -> None:
    library = Library(A=EMPTY, B=EMPTY)
    readers = _connected(library)
    readers.look(0)
    del library.readers["A"]
    library.result = result
    assert [state.name for state in readers.look(1)] == ["B"]


def test_nothing_new_is_the_same_again() -> None:
    library = Library(A=PRESENT)
    readers = _connected(library)
    first = readers.look(0)
    library.result = TIMEOUT - (1 << 32)  # pyscard gives a signed number on some platforms
    assert readers.look(1) == first


def test_only_readers_of_the_address_are_looked_at() -> None:
    library = Library(**{"Good CT 00": EMPTY, "Other 00": PRESENT})
    assert [state.name for state in _connected(library, "Good").look(0)] == ["Good CT 00"]


@pytest.mark.parametrize("act", [lambda readers: readers.connect(), lambda readers: readers.look(1)])
def test_a_lost_service_is_a_fault_with_its_number(act: Callable[[PcscReaders], object]) -> None:
    library = Library(A=EMPTY)
    readers = _connected(library)
    library.result = NO_SERVICE
    with pytest.raises(PcscFault) as caught:
        act(readers)
    assert caught.value.code == NO_SERVICE


def test_a_process_cannot_change_its_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", "/one")
    use_service("")
    use_service("/one")
    with pytest.raises(ValueError, match="/one"):
        use_service("/two")
