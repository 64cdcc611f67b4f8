"""Each image of the disk is opened by the real recovery, and judged."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from kiosk.keeper.books import Books as OpenBooks
from kiosk.keeper.books import open_books
from kiosk.profile import Limits
from kiosk.settlement.events import Call
from kiosk.settlement.runner import Runner
from offline_queue.clock import SystemClock, SystemRandomness
from offline_queue.errors import QueueError
from offline_queue.writer import InlineWriter
from tests.chaos.evidence import Books, Evidence, Promised
from tests.chaos.invariants import violations
from tests.chaos.kill.one import truth_of_entries
from tests.chaos.powerloss.disk import MODELS, Disk, Image
from tests.chaos.powerloss.recording import Promise, Recording
from tests.chaos.reading import books_of

ENDS = frozenset({"settled", "declined", "closed", "reversed"})
HARMLESS = frozenset({Call.QUERY_TRADE, Call.QUERY_SETTLEMENT, Call.CLOSE_TRADE, Call.CONFIRM})
WITH_CHANCE = ("B-some", "C")


@dataclass(frozen=True)
class Name:
    """Which image: after which event, under which model, the how-manieth of it."""

    point: int
    model: str
    number: int
    seed: int

    def __str__(self) -> str:
        return f"{self.point}:{self.model}:{self.number}:{self.seed}"

    @classmethod
    def parse(cls, text: str) -> "Name":
        point, model, number, seed = text.split(":")
        return cls(int(point), model, int(number), int(seed))


def images(
    recording: Recording, seed: int, per_point: int, keeps: bool = True, job: int = 0, jobs: int = 1
) -> Iterator[tuple[Name, Image, bytes]]:
    """Different images only, `per_point` at most after each event. `job` takes every jobs-th event."""
    disk = Disk(keeps)
    seen: set[bytes] = set()
    for point, event in enumerate(recording.events):
        disk.apply(event)
        if point % jobs != job:
            continue
        promised = sum(promise[0] <= event.at_s for promise in recording.promises)
        names = (Name(point, model, number, seed) for number in range(per_point) for model in _models(number))
        made = 0
        for name in names:
            image = image_of(disk, name)
            digest = _digest(image, promised)
            if digest not in seen:
                seen.add(digest)
                made += 1
                yield name, image, digest
            if made >= per_point:
                break


def _models(number: int) -> tuple[str, ...]:
    """Those without chance in them make one image at each point."""
    return MODELS if number == 0 else WITH_CHANCE


def image_of(disk: Disk, name: Name) -> Image:
    return disk.image(name.model, Random(str(name)))


def only(recording: Recording, name: Name) -> Image:
    """One image again."""
    disk = Disk()
    for event in recording.events[: name.point + 1]:
        disk.apply(event)
    return image_of(disk, name)


def _digest(image: Image, promised: int) -> bytes:
    """The same disk is another one once more has been promised."""
    whole = sha256(str(promised).encode())
    for path, content in sorted(image.items()):
        whole.update(f"{path} {len(content)}\0".encode())
        whole.update(content)
    return whole.digest()


def judge(recording: Recording, name: Name, image: Image, folder: Path) -> list[str]:
    """What does not hold on this image."""
    shutil.rmtree(folder, ignore_errors=True)
    data, key_file = folder / "data", folder / "key"
    data.mkdir(parents=True)
    for path, content in image.items():
        target = key_file if path == recording.key_file else data / Path(path).name
        if path == recording.key_file or path.startswith(recording.data + "/"):
            target.touch(0o600)
            target.write_bytes(content)
    at_s = recording.events[name.point].at_s
    promises = [promise for promise in recording.promises if promise[0] <= at_s]
    try:
        books = open_books(data, key_file, SystemClock(), recording.profile.terminal.id)
    except QueueError as error:
        return [f"Q1: does not open: {error.code}"]
    try:
        found, after = _judge_open(recording, books, promises, at_s)
    finally:
        books.store.close()
    if name.number == 0:
        found += _judge_again(recording, data, key_file, after)
    return found


def _judge_again(recording: Recording, data: Path, key_file: Path, after: Books) -> list[str]:
    """What the recovery wrote is still there when it is opened once more: no old frame of the WAL comes back."""
    books = open_books(data, key_file, SystemClock(), recording.profile.terminal.id)
    try:
        again = InlineWriter(books.store).read(lambda tx: books_of(tx, books.sealer, books.ledger.journal.audit))
    finally:
        books.store.close()
    return [] if again == after else ["Q1: what the recovery wrote is gone at the next start"]


def _judge_open(
    recording: Recording, books: OpenBooks, promises: list[Promise], at_s: float
) -> tuple[list[str], Books]:
    writer = InlineWriter(books.store)
    audit = books.ledger.journal.audit
    before = writer.read(lambda tx: books_of(tx, books.sealer, audit))
    known = tuple(entry for entry in recording.ledger if entry.at.timestamp() <= at_s)
    promised = Promised(
        cases=frozenset(case_id for _, case_id, _ in promises),
        told=[(case_id, phase) for _, case_id, phase in promises],
    )
    truth = truth_of_entries(known)
    found = violations(Evidence(books=before, promised=promised, truth=truth))
    found += _forgotten(before, promises)
    runner = Runner(writer, books.ledger, Limits(), books.store.time.now_ms, SystemRandomness())
    runner.recover()
    for order in runner.due():
        if order.call not in HARMLESS:
            found.append(f"S5: after the start {order.record.case_id} asks for {order.call}")
    after = writer.read(lambda tx: books_of(tx, books.sealer, audit))
    found += violations(Evidence(books=after, before=before, promised=promised, truth=truth))
    return found, after


def _forgotten(books: Books, promises: list[Promise]) -> Iterator[str]:
    """An end that the patient was told of is still the end."""
    for _, case_id, phase in promises:
        case = books.cases.get(case_id)
        if phase in ENDS and case is not None and case.phase != phase:
            yield f"Q1: {case_id} was told {phase} and is {case.phase}"
