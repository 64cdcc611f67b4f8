"""One person's visit: ask, tell, wait for devices. Endings are exceptions from here, handled once by `turn`."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from drivers.api.code_scanner import CodeScanned
from drivers.api.id_card_reader import IdCard, IdCardDetected, IdCardLifted
from drivers.api.insurance_card_reader import CardInserted, CardRemoved
from kiosk.documents.pages import PdfiumPages
from kiosk.domain.face_check import FaceReason
from kiosk.domain.looking import CodesClash
from kiosk.domain.machine import Machine
from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.wording import Language
from kiosk.journeys import helping, seeing
from kiosk.ports import (
    NO_FACES,
    Answered,
    Clock,
    Devices,
    Event,
    Eyes,
    FaceMeans,
    Keeper,
    ModeChanged,
    Pages,
    PersonEvent,
    Timeline,
    Touched,
    Ui,
)
from kiosk.profile import Limits
from kiosk.screens.answers import Answer, Back, Cancel, Continue, Help, Picked, Stay
from kiosk.screens.base import Screen
from kiosk.screens.leaving import WINDOW, Overlay, TimeoutWarning
from kiosk.screens.paying import Problem
from kiosk.tasks import ended

T = TypeVar("T")
INBOX_EVENTS_MAX = 256
SIGNS_OF_LIFE = (Answered, Touched, ModeChanged, CardInserted, CardRemoved, IdCardDetected, CodesClash)
"""A device's own chatter is none."""


class Ending(Exception):
    """The turn ends here."""


class WentBack(Exception):
    """One question back. Caught by the journey whose question it was; at its first question the journey ends."""


class Cancelled(Ending):
    pass


class IdleTimeout(Ending):
    pass


class BegunOrNot(Ending):
    """The keeper went away as a payment began, and stayed away. The next turn tells what became of it."""


class CardPulled(Ending):
    """The card that said who it is was taken out before any money moved."""


class Visit:
    """Everything a journey may touch."""

    def __init__(
        self,
        ui: Ui,
        keeper: Keeper,
        devices: Devices,
        limits: Limits,
        clock: Clock,
        timeline: Timeline,
        machine: Machine,
        templates: Path | None = None,
        on_a4: frozenset[str] = frozenset(),
        pages: Pages | None = None,
        eyes: Eyes | None = None,
        face_means: FaceMeans = NO_FACES,
    ) -> None:
        self.keeper = keeper
        self.devices = devices
        self.clock = clock
        self.timeline = timeline
        self.machine = machine
        self.templates = templates  # the hospital's own, for slips
        self.on_a4 = on_a4  # papers that come out on sheets, where the machine has a printer for them
        self.pages = pages or PdfiumPages()
        self.eyes = eyes or seeing.NoEyes()
        self.face_means = face_means
        self.face_tries: dict[FaceReason, int] = {}  # of checks that are not over
        self.looks = False  # the camera is on, for the screen that is up
        self.language = Language.ZH_CN
        self.elder = False
        self.readers_with_card: set[str] = set()
        self.patient: Patient | None = None  # once identified
        self.known_for = frozenset(Purpose)  # what the shown evidence is good for
        self.id_card_shown = False  # it may still lie on the reader
        self.id_card_lies = False  # found on the reader, not read yet
        self.id_card: IdCard | None = None  # read, and not taken in yet
        self.card_photo = b""  # of the identity card that said who it is, as in its chip
        self.code: CodeScanned | None = None  # shown before anybody asked who it is
        self.accepts_payments = True  # as far as is known
        self.stale_readers: set[str] = set()  # a card lay there when we opened: the last person's
        self.screened: set[str] = set()  # handles of those who have been through the screening
        self.slip_out = False  # something was printed that is to be taken along
        self.screen: Screen | None = None
        self.service = ""  # what was chosen, by the name of its `Service`
        self.help_call_id = ""  # of the call for staff, once there is one
        self._ui = ui
        self.limits = limits
        self._seq = self._overlay_seq = self._since = 0
        self._overlay: Overlay | None = None
        self._needed_reader = ""  # holds the card that says who it is
        self._card_was_pulled = False  # stays true when another card is put in
        self._inbox: asyncio.Queue[Event] = asyncio.Queue(INBOX_EVENTS_MAX)
        self._beneath: deque[Event] = deque(maxlen=INBOX_EVENTS_MAX)  # for the screen beneath, once no overlay is up

    @property
    def limits(self) -> Limits:
        """In elder mode a person has more time."""
        return self._elder_limits if self.elder else self._limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._limits, self._elder_limits = limits, limits.for_elder()

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
                self._card_was_pulled |= reader == self._needed_reader
            case IdCardDetected(at_open):
                self.id_card_lies = not at_open
            case IdCardLifted():
                self.id_card_lies = False
            case ModeChanged(language, elder):
                self.language, self.elder = language, elder

    @property
    def card_in(self) -> bool:
        """A card of this person, in any reader."""
        return bool(self.reader_with_card)

    @property
    def reader_with_card(self) -> str:
        """The reader with a card of this person, "" for none."""
        return min(self.readers_with_card - self.stale_readers, default="")

    def need_card(self, reader_name: str) -> None:
        """From here on, pulling the card out of this reader ends the turn. "": no card is needed any more."""
        self._needed_reader = reader_name
        self._card_was_pulled = bool(reader_name) and reader_name not in self.readers_with_card

    # --- what goes out -------------------------------------------------------------------------------------------

    def show(self, screen: Screen, *, goes_on: bool = False) -> None:
        """`goes_on`: if it is the same kind of screen, with other news, a touch on it a moment ago means the same, and
        counts.
        """
        if screen != self.screen:
            goes_on = goes_on and (self.screen is None or type(screen) is type(self.screen))
            self.screen = screen
            self._seq = self._ui.show(screen, goes_on)
            self._since = self._since if goes_on else self._seq
            self.timeline.note("screen", name=type(screen).__name__)

    async def ask(
        self, screen: Screen, *, device_waits: bool = False, wants: tuple[type[PersonEvent], ...] = ()
    ) -> Answer | PersonEvent:
        """Show `screen` and return the person's answer, or an event of a kind in `wants`.

        Raises WentBack, Cancelled, IdleTimeout, CardPulled. `device_waits`: a device waits for the person, so its
        own limit counts instead of the idle limit.
        """
        self._check_card()
        with seeing.codes(self, screen, wanted=device_waits and CodeScanned in wants) as shown:
            self.show(shown)
            alive = (*SIGNS_OF_LIFE, *wants)
            alive_s = self.clock.monotonic_s()
            while True:
                wait_s_max = self.limits.device_wait_s_max if device_waits else self.limits.idle_s_max
                left_s = alive_s + wait_s_max - self.clock.monotonic_s()
                event = await self._event_or_idle(left_s, alive, seeing.SEEN if self.looks else seeing.UNSEEN)
                if isinstance(event, wants):
                    return event
                if isinstance(event, seeing.UNSEEN) and await seeing.camera_instead(self, shown):
                    return await self.ask(screen, device_waits=device_waits, wants=wants)
                alive_s = self.clock.monotonic_s() if isinstance(event, alive) else alive_s
                shown = seeing.seen_on(shown, event)
                self.show(shown, goes_on=True)
                if (answer := await self._handled(event, shown)) is not None and not isinstance(answer, Stay):
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
                if needs_card:
                    self._check_card()
                if isinstance(event := await self.event_or(task), Answered) and isinstance(event.answer, Help):
                    await self.call_staff()
            if needs_card:
                self._check_card()
            return task.result()
        finally:
            await ended(task)

    async def ask_while(self, screen: Screen, work: Coroutine[Any, Any, T]) -> T:
        """Show `screen` while `work` goes on, which has its own limit; the person may go back or call staff meanwhile.

        Raises WentBack, Cancelled, CardPulled, and what `work` raises.
        """
        task = asyncio.ensure_future(work)
        try:
            self._check_card()
            self.show(screen)
            while not task.done():
                event = await self.event_or(task)
                if event is not None:
                    await self._handled(event, screen)
            return task.result()
        finally:
            await ended(task)

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
            async with asyncio.timeout(wait_s_max):  # `wait_for` of 3.11 may swallow the end of the turn
                return await self._get()
        except TimeoutError:
            return None

    async def call_staff(self, *news: "asyncio.Future[Any]") -> None:
        """The person sees that staff were told, and who comes, and goes on where they were: see `helping`."""
        await helping.call_staff(self, news)

    def show_overlay(self, overlay: Overlay | None) -> None:
        if overlay != self._overlay:
            self._overlay = overlay
            seq = self._ui.show_overlay(overlay)
            self._overlay_seq = seq if overlay else 0
            self.timeline.note("overlay", name=type(overlay).__name__ if overlay else "")

    def hand_back(self, event: Event) -> None:
        """It came while an overlay was up: for the screen beneath."""
        self._beneath.append(event)

    # --- inside --------------------------------------------------------------------------------------------------

    async def _get(self) -> Event:
        """The next event that still means something. A touch does if it was made on what is on top now: not on a
        screen that is gone or covered, nor on an overlay that is gone.
        """
        while True:
            event = self._beneath.popleft() if self._beneath and not self._overlay else await self._inbox.get()
            if not isinstance(event, Answered) or self._is_fresh(event.seq):
                return event

    def _is_fresh(self, seq: int) -> bool:
        return seq == self._overlay_seq if self._overlay_seq else self._since <= seq <= self._seq

    async def _handled(self, event: Event, screen: Screen) -> Answer | None:
        """What every screen does alike; the answer that is the screen's own."""
        if isinstance(event, CardRemoved):
            self._check_card()
        if not isinstance(event, Answered):
            return None
        match event.answer:
            case Help():
                await self.call_staff()
            case Picked(choice) if choice == WINDOW and isinstance(screen, Problem):
                await helping.show_window_ticket(self, screen)
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
        if self._card_was_pulled:
            raise CardPulled

    async def _event_or_idle(
        self, wait_s_max: float, alive: tuple[type[Event], ...], chatter: tuple[type[Event], ...]
    ) -> Event:
        """The next event of these kinds; after `wait_s_max` the warning, which only one that is `alive` ends."""
        event = await seeing.event_while_here(self, (*alive, *chatter), wait_s_max)
        if event is not None:
            return event
        self.show_overlay(TimeoutWarning(seconds_left=round(self.limits.idle_warning_s_max)))
        event = await self.event_of(alive, self.limits.idle_warning_s_max)
        self.show_overlay(None)
        if event is None:
            raise IdleTimeout
        return event

    async def event_of(self, kinds: tuple[type[Event], ...], wait_s_max: float) -> Event | None:
        """The next one of these kinds, others dropped; None when the time is up."""
        deadline_s = self.clock.monotonic_s() + wait_s_max
        while (left_s := deadline_s - self.clock.monotonic_s()) > 0:
            if isinstance(event := await self.next_event(left_s), kinds):
                return event
        return None
