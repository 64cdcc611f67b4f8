"""Q12 for a whole hospital: what a hundred terminals do to the server when it, or the power, comes back.

Eight hours of outage end like ten minutes do: by then every terminal's back-off is at its cap.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from offline_queue import Lane
from tests.offline_queue.conftest import MEMORY
from tests.offline_queue.ward import Arrival, Server, Ward

TERMINALS = 100
BACKLOG = 20
OUTAGE_MS = 600_000
END_MS = OUTAGE_MS + 300_000
RETURN_MS_MAX = 60_000 + 5_000  # the cap of the back-off, and one round of trouble at worst
POLITE_PER_S = 2 * TERMINALS
PROBES_PER_S = 25
FIRSTS_PER_S = 12
LANE_0_MS_MAX = 2_000
DRAIN_MS_MAX = 60_000

MakeWard = Callable[[int, int, Server], Ward]


@pytest.fixture
def make_ward() -> Iterator[MakeWard]:
    made: list[Ward] = []
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:

        def make(terminals: int, operations: int, server: Server) -> Ward:
            made.append(Ward(Path(folder), terminals, operations, server))
            return made[-1]

        yield make
        for ward in made:
            ward.close()


def by_terminal(arrivals: list[Arrival]) -> dict[int, list[Arrival]]:
    found: dict[int, list[Arrival]] = {}
    for arrival in arrivals:
        found.setdefault(arrival.terminal, []).append(arrival)
    return found


def check_each_turn(served: list[Arrival], operations: int) -> None:
    """Everything once; money first and soon; done within a minute of the terminal's turn."""
    assert set(Counter(each.op_id for each in served).values()) == {1}
    for arrivals in by_terminal(served).values():
        assert len(arrivals) == operations
        money = [each.at_ms for each in arrivals if each.lane is Lane.MONEY]
        assert money[-1] - arrivals[0].at_ms <= LANE_0_MS_MAX
        assert arrivals[0].lane is Lane.MONEY
        assert arrivals[-1].at_ms - arrivals[0].at_ms <= DRAIN_MS_MAX


def test_after_an_outage_a_hundred_terminals_come_back_one_by_one(make_ward: MakeWard) -> None:
    server = Server(heals_ms=OUTAGE_MS)
    ward = make_ward(TERMINALS, BACKLOG, server)
    ward.run(END_MS)
    check_each_turn(server.served, BACKLOG)
    firsts = [arrivals[0].at_ms for arrivals in by_terminal(server.served).values()]
    assert len(firsts) == TERMINALS
    assert max(firsts) - OUTAGE_MS <= RETURN_MS_MAX
    assert max(Counter(first // 1000 for first in firsts).values()) <= FIRSTS_PER_S
    late = {second: count for second, count in server.per_second().items() if second > 60}
    assert max(late.values()) <= POLITE_PER_S
    probes = Counter(each.at_ms // 1000 for each in server.refused if each.at_ms > 120_000)
    assert max(probes.values()) <= PROBES_PER_S


def test_after_a_power_cut_they_do_not_all_ask_at_once(make_ward: MakeWard) -> None:
    server = Server(heals_ms=0)
    ward = make_ward(TERMINALS, BACKLOG, server)
    ward.reboot()
    ward.run(END_MS)
    check_each_turn(server.served, BACKLOG)
    firsts = [arrivals[0].at_ms for arrivals in by_terminal(server.served).values()]
    assert max(Counter(first // 1000 for first in firsts).values()) <= FIRSTS_PER_S
    assert max(server.per_second().values()) <= POLITE_PER_S


def test_two_thousand_operations_of_one_terminal_are_through_in_a_minute(make_ward: MakeWard) -> None:
    server = Server(heals_ms=OUTAGE_MS)
    ward = make_ward(1, 2_000, server)
    ward.run(END_MS)
    (arrivals,) = by_terminal(server.served).values()
    assert len(arrivals) == len({each.op_id for each in arrivals}) == 2_000
    assert arrivals[0].lane is Lane.MONEY
    assert arrivals[-1].at_ms - arrivals[0].at_ms <= DRAIN_MS_MAX
    assert max(server.per_second().values()) <= 51
    assert ward.terminals[0].flying_max <= 4


def test_a_server_that_says_how_much_is_too_much_is_heeded(make_ward: MakeWard) -> None:
    server = Server(heals_ms=OUTAGE_MS, capacity_per_s=40)
    ward = make_ward(TERMINALS, BACKLOG, server)
    ward.run(END_MS * 2)
    assert len({each.op_id for each in server.served}) == TERMINALS * BACKLOG
    for arrivals in by_terminal([*server.busy]).values():
        gaps = [later.at_ms - earlier.at_ms for earlier, later in pairwise(arrivals)]
        assert all(gap >= 5_000 or gap < 50 for gap in gaps)  # what was on its way already is answered too
