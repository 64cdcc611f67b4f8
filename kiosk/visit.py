"""One person's visit: ask, tell, wait for devices. Endings are exceptions from here, handled once by `turn`."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from drivers.api.insurance_card_reader import CardInserted, CardRemoved
from kiosk.domain.wording import Language
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered, Clock, Devices, Event, Keeper, ModeChanged, PersonEvent, Timeline, Ui
from kiosk.profile import Limits
from kiosk.screens.answers import Answer, Back, Cancel, Continue, Help, Stay
from kiosk.screens.base import Screen
from kiosk.screens.leaving import Overlay, StaffCalled, TimeoutWarning

T = TypeVar("T")
INBOX_EVENTS_MAX = 256


class Ending(Exception):
    """The turn ends here."""


class WentBack(Exception):
    """One question back. Caught by the journey whose question it was; at its first question the journey ends."""


class Cancelled(Ending):
    pass


class IdleTimeout(Ending):
    pass


class CardPulled(Ending):
    """The card that said who it is was taken out before any money moved."""


class Visit:
    """Everything a journey may touch. `reader_name` is set while the card that identified the person is in."""

    def __init__(
        self,
        ui: Ui,
        keeper: Keeper,
        devices: Devices,
        limits: Limits,
        clock: Clock,
        timeline: Timeline,
        terminal_id: str,
    ) -> None:
        self.keeper = keeper
        self.devices = devices
        self.limits = limits
        self.clock = clock
        self.timeline = timeline
        self.terminal_id = terminal_id
        self.language = Language.ZH_CN
        self.elder = False
        self.readers_with_card: set[str] = set()
        self.stale_readers: set[str] = set()  # a card lay there when we opened: the last person's
        self.reader_name = ""
        self.screen: Screen | None = None
        self._ui = ui
        self._seq = 0
        self._overlay: Overlay | None = None
        self._inbox: asyncio.Queue[Event] = asyncio.Queue(INBOX_EVENTS_MAX)

    # --- what comes in -------------------------------------------------------------------------------------------

    def post(self, event: Event) -> None:
        """Called on the loop. A full inbox means that somebody leans on a device: the newest is dropped."""
        self._remember(event)
        if not self._inbox.full():
            self._inbox.put_nowait(event)

    def _remember(self, event: Event) -> None:
        match event:
            case CardInserted(reader, at_open):
                self.readers_with_card.add(reader)
                (self.stale_readers.add if at_open else self.stale_readers.discard)(reader)
            case CardRemoved(reader):
                self.readers_with_card.discard(reader)
                self.stale_readers.discard(reader)
            case ModeChanged(language, elder):
                self.language, self.elder = language, elder

    @property
    def card_in(self) -> bool:
        """A card of this person, in any reader."""
        return bool(self.readers_with_card - self.stale_readers)

    # --- what goes out -------------------------------------------------------------------------------------------

    def show(self, screen: Screen) -> None:
        if screen != self.screen:
            self.screen = screen
            self._seq = self._ui.show(screen)
            self.timeline.note("screen", name=type(screen).__name__)

    async def ask(
        self,
        screen: Screen,
        *,
        device_waits: bool = False,
        wants: tuple[type[PersonEvent], ...] = (),
    ) -> Answer | PersonEvent:
        """Show `screen` and return the person's answer, or an event of a kind in `wants`.

        Raises WentBack, Cancelled, IdleTimeout, CardPulled. `device_waits`: a device waits for the person, so its
        own limit
        counts instead of the idle limit.
        """
        self._check_card()
        self.show(screen)
        wait_s_max = self.limits.device_wait_s_max if device_waits else self.limits.idle_s_max
        while True:
            event = await self._event_or_idle(wait_s_max)
            if isinstance(event, wants):
                return event
            answer = await self._handled(event, screen)
            if answer is not None and not isinstance(answer, Stay):
                return answer

    async def tell(self, screen: Screen) -> None:
        """Show, until 'continue' or `result_shown_s_max`."""
        self.show(screen)
        deadline_s = self.clock.monotonic_s() + self.limits.result_shown_s_max
        while (left_s := deadline_s - self.clock.monotonic_s()) > 0:
            event = await self.next_event(left_s)
            if isinstance(event, Answered) and isinstance(event.answer, Continue | Cancel):
                return
            if isinstance(event, Answered) and isinstance(event.answer, Help):
                await self.call_staff()

    async def during(self, screen: Screen, work: Coroutine[Any, Any, T], *, needs_card: bool = False) -> T:
        """Show `screen` while `work` goes on; staff may be called. `needs_card`: a card pulled ends it."""
        task = asyncio.ensure_future(work)
        self.show(screen)
        try:
            while not task.done():
                event = await self.event_or(task)
                if isinstance(event, Answered) and isinstance(event.answer, Help):
                    await self.call_staff()
                if needs_card:
                    self._check_card()
            return task.result()
        finally:
            await _ended(task)

    async def event_or(self, *tasks: "asyncio.Future[Any]", wait_s_max: float | None = None) -> Event | None:
        """The next event; None when one of `tasks` is done first, or the time is up."""
        getter = asyncio.ensure_future(self._get())
        try:
            await asyncio.wait({*tasks, getter}, timeout=wait_s_max, return_when=asyncio.FIRST_COMPLETED)
            return getter.result() if getter.done() else None
        finally:
            getter.cancel()

    async def next_event(self, wait_s_max: float) -> Event | None:
        try:
            return await asyncio.wait_for(self._get(), wait_s_max)
        except TimeoutError:
            return None

    async def call_staff(self) -> None:
        """Tell the nurses' device; the person sees that it was told, and goes on where they were."""
        queued = False
        try:
            await self.keeper.call_staff(type(self.screen).__name__)
        except Refused:
            queued = True
        self._show_overlay(StaffCalled(queued=queued, terminal_id=self.terminal_id))
        await self._until_dismissed(self.limits.result_shown_s_max)
        self._show_overlay(None)

    # --- inside --------------------------------------------------------------------------------------------------

    async def _get(self) -> Event:
        """The next event that still means something: a touch on a screen that is gone does not."""
        while True:
            event = await self._inbox.get()
            if not (isinstance(event, Answered) and event.seq < self._seq):
                return event

    async def _handled(self, event: Event, screen: Screen) -> Answer | None:
        """What every screen does alike; the answer that is the screen's own."""
        if isinstance(event, CardRemoved):
            self._check_card()
        if not isinstance(event, Answered):
            return None
        match event.answer:
            case Help():
                await self.call_staff()
            case Back():
                if screen.can_back:
                    raise WentBack
            case Cancel():
                if screen.can_cancel:
                    raise Cancelled
            case answer:
                return answer
        return None

    def _check_card(self) -> None:
        if self.reader_name and self.reader_name not in self.readers_with_card:
            raise CardPulled

    async def _event_or_idle(self, wait_s_max: float) -> Event:
        """The next event; after `wait_s_max` the warning, which one touch ends."""
        event = await self.next_event(wait_s_max)
        if event is not None:
            return event
        self._show_overlay(TimeoutWarning(seconds_left=round(self.limits.idle_warning_s_max)))
        event = await self.next_event(self.limits.idle_warning_s_max)
        self._show_overlay(None)
        if event is None:
            raise IdleTimeout
        return event

    async def _until_dismissed(self, wait_s_max: float) -> None:
        deadline_s = self.clock.monotonic_s() + wait_s_max
        while (left_s := deadline_s - self.clock.monotonic_s()) > 0:
            if isinstance(await self.next_event(left_s), Answered):
                return

    def _show_overlay(self, overlay: Overlay | None) -> None:
        if overlay != self._overlay:
            self._overlay = overlay
            self._ui.show_overlay(overlay)
            self.timeline.note("overlay", name=type(overlay).__name__ if overlay else "")


async def _ended(task: "asyncio.Future[Any]") -> None:
    """Leave nothing running behind a screen."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
