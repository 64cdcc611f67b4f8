"""The patient's hands: what a person does at the machine. Names and arguments are those of `scenarios/schema.json`."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from hardware_sim.bench.camera_hands import CameraHands
from hardware_sim.bench.code_hands import CodeHands
from hardware_sim.bench.face_pay_hands import FacePayHands
from hardware_sim.bench.identity_hands import IdentityHands
from hardware_sim.bench.mirror import GONE, NoMirror
from hardware_sim.bench.reading_codes import codes_in
from hardware_sim.hospital.phones import PhoneRefusal
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.wallets import Behaviour
from hardware_sim.pty_port import Unplugged

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench

T = TypeVar("T", str, bool)
LOOK_AGAIN_S = 0.02
PHONE_S_MAX = 5.0  # holding the phone up until it has read the code, or until it asks for the password
TAP_INTERVAL_S_MIN = 0.55  # the terminal takes a second press within half a second for a trembling hand


class DeedRefused(Exception):
    """It could not be done; the text says why."""


class Hands:
    """Each method is one deed. Raises DeedRefused."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench
        self._tapped_s = 0.0
        self._more = (
            CodeHands(bench, self._hold_to_scanner),
            IdentityHands(bench, self._hold_to_scanner, self._press),
            CameraHands(bench, self._press),
            FacePayHands(bench),
        )

    def deeds(self) -> dict[str, Callable[..., None]]:
        return {
            "insert_card": self.insert_card,
            "remove_card": self.remove_card,
            "scan_pay_qr": self.scan_pay_qr,
            "enter_password": self.enter_password,
            "tear_slip": self.tear_slip,
            "phone_sends_address": self.phone_sends_address,
            **{name: refusing(deed) for each in self._more for name, deed in each.deeds().items()},
        }

    def tap(self, name: str) -> None:
        """Touch the item of this accessible name, through Qt's event system."""
        time.sleep(max(0.0, self._tapped_s + TAP_INTERVAL_S_MIN - time.monotonic()))
        answer = self._bench.mirror.ask("tap", name=name)
        if answer.get("reason") != GONE:  # the last button of a turn: it may be gone before it can answer
            self._touch_answer(answer, name)
        self._tapped_s = time.monotonic()
        self._did("tap", name=name)

    def _press(self, key: str) -> None:
        self._touch_answer(self._bench.mirror.ask("tap", name=key), key)

    def touch(self, x: float, y: float, phase: str) -> None:
        """One touch at a place of the panel, in pixels."""
        self._touch_answer(self._bench.mirror.ask("touch", x=x, y=y, phase=phase), phase)

    def insert_card(self, card: str, slot: int = 1, fault: str = "", upside_down: bool = False) -> None:
        if self._bench.slots.get(slot):
            raise DeedRefused(f"there is a card in slot {slot} already")
        try:
            self._bench.pcsc.insert(slot - 1, card, "MUTE" if upside_down else fault or None)
        except (ValueError, RuntimeError) as error:
            raise DeedRefused(str(error)) from error
        self._bench.slots[slot] = card
        self._did("insert_card", card=card, slot=slot, fault=fault, upside_down=upside_down)

    def remove_card(self, slot: int = 1) -> None:
        try:
            self._bench.pcsc.remove(slot - 1)
            self._until(lambda: not self._bench.pcsc.cards_in()[slot - 1], "the card is stuck")
        except (ValueError, RuntimeError) as error:
            raise DeedRefused(str(error)) from error
        self._bench.slots[slot] = ""
        self._did("remove_card", slot=slot)

    def scan_pay_qr(self, channel: str = "wechat", behaviour: str = "ok", lands_after_s: float | None = None) -> None:
        """The phone reads the code off the real picture, and pays it or refuses.

        `lands_after_s`: the money arrives so late, though the order be closed by then.
        """
        text = self._until(self._code_on_screen, "a phone finds no code on the screen")
        self._did("scan_pay_qr", channel=channel, behaviour=behaviour)
        try:
            self._bench.hospital.phones.scan_and_pay(
                text, channel, behaviour, lands_after_s=lands_after_s, even_if_closed=lands_after_s is not None
            )
        except ValueError as error:
            raise DeedRefused(f"{error}; there are: {', '.join(Behaviour)}") from error
        except PhoneRefusal as refusal:
            self._bench.events.add("patient", "phone_says", {"code": refusal.code})

    def enter_password(self) -> None:
        phones = self._bench.hospital.phones
        order = self._until(lambda: next(iter(phones.asked_for_password()), ""), "no phone asks for a password")
        self._did("enter_password")
        phones.enter_password(order)

    def phone_sends_address(self, name: str, phone: str, address: str) -> None:
        """The phone reads our page's code off the real picture, and its owner types an address there."""
        url = self._until(self._code_on_screen, "a phone finds no code on the screen")
        self._did("phone_sends_address")
        hospital = self._bench.hospital.hospital
        try:
            with hospital.lock:
                hospital.pharmacy.type_address(url, name, phone, address)
        except Problem as problem:
            raise DeedRefused(f"the page says {problem.code}") from problem

    def tear_slip(self) -> None:
        self._bench.printer.tear()  # what hangs out without a cut comes as a slip of its own
        if not self._bench.slips:
            raise DeedRefused("no slip has come out")
        self._did("tear_slip", slip=self._bench.slips[-1].number)

    def _code_on_screen(self) -> str:
        try:
            return next(iter(codes_in(self._bench.mirror.grab())), "")
        except NoMirror:
            return ""

    def _hold_to_scanner(self, text: str, deed: str, **told: object) -> None:
        if not self._bench.options.scanner:
            raise DeedRefused("this bench has no scanner")
        try:
            self._bench.scanner.scan(text)
        except Unplugged as error:
            raise DeedRefused("the scanner is unplugged") from error
        self._did(deed, **told)

    def _until(self, look: Callable[[], T], otherwise: str) -> T:
        deadline = time.monotonic() + PHONE_S_MAX
        while not (found := look()):
            if time.monotonic() > deadline:
                raise DeedRefused(otherwise)
            time.sleep(LOOK_AGAIN_S)
        return found

    def _touch_answer(self, answer: dict[str, object], name: str) -> None:
        if not answer.get("ok"):
            raise DeedRefused(f"{name}: {answer.get('reason', 'not touched')}")

    def _did(self, deed: str, **told: object) -> None:
        self._bench.events.add("patient", deed, told)


def refusing(deed: Callable[..., None]) -> Callable[..., None]:
    """The deed, whose ValueError says why it cannot be done."""

    def do(**arguments: object) -> None:
        try:
            deed(**arguments)
        except ValueError as error:
            raise DeedRefused(str(error)) from error

    return do
