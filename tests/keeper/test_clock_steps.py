"""Q13 on the keeper: a wall clock that jumps by a year closes new payments at once, and disturbs nothing under way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.composition.keeper import hospital_of
from kiosk.domain.case import Phase
from kiosk.domain.payment import PayByQr
from kiosk.keeper.books import open_books
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.keeper.daemon import Keeper
from kiosk.keeper.refused import Refused
from kiosk.profile import Profile
from offline_queue.clock import SystemClock, SystemIds, SystemRandomness
from tests.keeper.terminal import Turn, run, write_terminal

YEAR_MS = 365 * 24 * 3600 * 1000


@dataclass
class SteppedClock:
    """The machine's clocks, but somebody sets the one on the wall."""

    step_ms: int = 0
    _real: SystemClock = field(default_factory=SystemClock)

    def wall_ms(self) -> int:
        return self._real.wall_ms() + self.step_ms

    def monotonic_ms(self) -> int:
        return self._real.monotonic_ms()

    def boot_id(self) -> str:
        return self._real.boot_id()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def profile(tmp_path: Path, hospital: HospitalStandIn, clock: SteppedClock) -> Iterator[Profile]:
    """A keeper in this process, whose clock can be set."""
    profile = write_terminal(tmp_path, hospital, reverse_after_s_min=0.4)
    place = profile.keeper
    failures: list[BaseException] = []
    keeper = Keeper(
        profile,
        open_books(place.data, place.key_file, clock, "T01"),
        hospital_of(profile),
        SystemIds(),
        SystemRandomness(),
        lambda event, **facts: None,
        failures.append,
    )
    keeper.start()
    yield profile
    keeper.close()
    assert failures == []


@pytest.mark.parametrize("step_ms", [YEAR_MS, -YEAR_MS, 200_000, -200_000])
def test_a_step_of_our_own_clock_closes_payments_at_once_and_going_back_opens_them(
    step_ms: int, profile: Profile, clock: SteppedClock, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        client = AsyncKeeperClient(profile.keeper.socket, profile.limits.keeper_wait_s_max)
        await client.activate()
        turn = Turn(client, hospital)
        quote = await turn.quote(owed)
        assert (await client.health()).accepts_payments
        clock.step_ms = step_ms
        report = await client.health()  # no new answer of the server is needed to see it
        assert (report.accepts_payments, report.closed_by) == (False, "CLOCK_SKEWED")
        with pytest.raises(Refused, match="PAYMENT_CLOSED_NOW"):
            await client.start_settlement(quote.quote_id, PayByQr())
        clock.step_ms = 0
        shown = await turn.until_code(await client.start_settlement(quote.quote_id, PayByQr()))
        clock.step_ms = step_ms
        assert (await turn.pay_by_scanning(shown)).phase is Phase.SETTLED
        await client.close()

    run(visit())
    assert hospital.ledger.violations() == []
