"""What each of the three says of one order."""

from dataclasses import dataclass

from kiosk.domain.money import NOTHING, Money, total
from kiosk.hospital.port import ChannelOrder, DaySettlement
from kiosk.settlement.record import State

_RECEIVED = frozenset({State.SETTLED, State.CHARGED, State.CONFIRMING, State.CONFIRM_UNKNOWN})
_NOTHING_KEPT = frozenset({State.DECLINED, State.PROVEN_CLOSED, State.REVERSED})


@dataclass(frozen=True, slots=True)
class JournalOrder:
    """A case of the terminal, as far as money goes. `date` by its clock, put right by the hospital's."""

    order_number: str
    settlement_number: str
    trace_number: str
    state: State
    amount: Money
    date: str

    @property
    def kept(self) -> Money | None:
        """What the terminal believes that was taken and not given back. None: it does not know."""
        if self.state in _RECEIVED:
            return self.amount
        return NOTHING if self.state in _NOTHING_KEPT else None


@dataclass(frozen=True, slots=True)
class Sides:
    """`final`: the channel's bill of the day is closed."""

    order_number: str
    case: JournalOrder | None
    settlements: tuple[DaySettlement, ...]
    channel: ChannelOrder | None
    final: bool

    @property
    def settled(self) -> Money:
        return total([each.paid for each in self.settlements if each.stands])

    @property
    def given_back(self) -> bool:
        """退费: what stood on this order was undone at the patient's wish, maybe at a window or on the web. The
        terminal's journal ends with the settlement; the hospital tells what came after.
        """
        return bool(self.settlements) and all(each.given_back for each in self.settlements)

    @property
    def believed(self) -> Money | None:
        """What the terminal has taken, less what it was told that went back."""
        if self.case is None:
            return None
        return NOTHING if self.given_back and self.case.state is State.SETTLED else self.case.kept

    @property
    def kept(self) -> Money:
        return self.channel.paid - self.channel.refunded if self.channel else NOTHING
