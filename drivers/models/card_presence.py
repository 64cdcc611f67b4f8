"""Which cards went in and out, judged from one look at the readers after another. Time is an argument.

What matters is whose card it is. A card that lay in a reader when we first saw that reader is the last person's
(`present_at_open`). After the service was lost nothing is known, so a card found afterwards counts the same;
and because a service that starts tells its readers empty before it has powered their cards, a card that
shows up within `settle_s_max` in a reader that held one at the loss counts as having stayed.
"""

from drivers.api.insurance_card_reader import CardInserted, CardRemoved
from drivers.transport.pcsc import ReaderState

MediaEvent = CardInserted | CardRemoved


class CardPresence:
    def __init__(self, settle_s_max: float) -> None:
        self._settle_s_max = settle_s_max
        self._seen: dict[str, ReaderState] = {}
        self._held: set[str] = set()  # readers that held a card when the service was lost
        self._settled_at: float | None = None

    def lost(self) -> None:
        """The service is gone: what was in may stay in or be taken out unseen."""
        self._held |= {name for name, state in self._seen.items() if state.present}
        self._seen = {}
        self._settled_at = None

    def look(self, states: tuple[ReaderState, ...], now_s: float) -> list[MediaEvent]:
        if self._settled_at is None and states:
            self._settled_at = now_s + self._settle_s_max
        gone = [self._vanished(name) for name in self._seen.keys() - {state.name for state in states}]
        events = [event for some in (*gone, *map(self._judge, states)) for event in some]
        return events + self._settle(now_s)

    def _judge(self, state: ReaderState) -> list[MediaEvent]:
        before = self._seen.get(state.name)
        self._seen[state.name] = state
        was_in = before is not None and before.present
        if not state.present:
            return [CardRemoved(state.name)] if was_in else []
        if before is None or state.name in self._held:
            self._held.discard(state.name)
            return [CardInserted(state.name, present_at_open=True)]
        if not was_in:
            return [CardInserted(state.name)]
        if before.changes != state.changes:  # out and in again between two looks
            return [CardRemoved(state.name), CardInserted(state.name)]
        return []

    def _vanished(self, name: str) -> list[MediaEvent]:
        """The reader was unplugged; should it come back, that is a first look again."""
        return [CardRemoved(name)] if self._seen.pop(name).present else []

    def _settle(self, now_s: float) -> list[MediaEvent]:
        """Cards that did not come back with the service were taken out meanwhile."""
        if not self._held or self._settled_at is None or now_s < self._settled_at:
            return []
        taken, self._held = sorted(self._held), set()
        return [CardRemoved(name) for name in taken]
