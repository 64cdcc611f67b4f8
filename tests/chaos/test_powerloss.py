"""Two thousand disks as a power cut would leave them; two disks that lie are caught; the rebuild by hand."""

from pathlib import Path
from random import Random

import pytest

from tests.chaos.kill.points import NoTracing, require_strace
from tests.chaos.powerloss.command import controls, powerloss
from tests.chaos.powerloss.disk import SECTOR_BYTES, Disk, torn
from tests.chaos.powerloss.recording import Recording, record
from tests.chaos.powerloss.replay import images
from tests.chaos.powerloss.trace import Link, Sync, Truncate, Unlink, Write, events

pytestmark = pytest.mark.nightly

IMAGES = 2_000
TRACE = r"""
7 100.5 openat(AT_FDCWD, "\x2f\x64\x2f\x61", O_RDWR) = 3</d/a>
7 100.6 pwrite64(3</d/a>, "\x61\x62\x63", 3, 10) = 3
8 100.7 fdatasync(3</d/a> <unfinished ...>
7 100.8 write(4</d/b>, "\x78\x79", 2) = 2
8 100.9 <... fdatasync resumed>) = 0
7 101.0 write(4</d/b>, "\x7a", 1) = 1
7 101.1 pwrite64(5</elsewhere>, "\x61", 1, 0) = 1
7 101.2 link("\x2f\x64\x2f\x62", "\x2f\x64\x2f\x63") = 0
7 101.3 unlink("\x2f\x64\x2f\x62") = 0
7 101.4 unlink("\x2f\x64\x2f\x78") = -1 ENOENT (No such file or directory)
7 101.5 ftruncate(3</d/a>, 4) = 0
7 101.6 +++ killed by SIGKILL +++
"""


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    try:
        require_strace()
        return record(tmp_path_factory.mktemp("recording"))
    except NoTracing as error:
        pytest.skip(str(error))


@pytest.mark.timeout(600)
def test_whatever_a_power_cut_leaves_nothing_promised_is_lost(recording: Recording) -> None:
    judged = powerloss(recording, IMAGES, 20261124, 2)
    assert judged.fault is None
    assert len(judged.digests) >= IMAGES
    assert min(judged.models[model] for model in ("A", "B-none", "B-but-last", "B-some", "C")) > 50


@pytest.mark.timeout(600)
def test_disks_that_lose_what_was_promised_are_caught(recording: Recording, tmp_path: Path) -> None:
    assert controls(tmp_path, recording, 2) == {"synchronous=NORMAL": True, "fdatasync without effect": True}


def test_the_same_seed_makes_the_same_images(recording: Recording) -> None:
    short = Recording(recording.events[:120], [], (), recording.profile, recording.data, recording.key_file)

    def made(seed: int) -> list[tuple[str, bytes]]:
        return [(str(name), digest) for name, _, digest in images(short, seed, 6)]

    assert made(1) == made(1)
    assert made(1) != made(2)


def test_a_trace_is_read_as_what_happened_to_the_files_of_one_folder() -> None:
    assert events(TRACE, "/d") == [
        Write(100.6, "/d/a", 10, b"abc"),
        Write(100.8, "/d/b", 0, b"xy"),
        Sync(100.7, "/d/a"),
        Write(101.0, "/d/b", 2, b"z"),
        Link(101.2, "/d/b", "/d/c"),
        Unlink(101.3, "/d/b"),
        Truncate(101.5, "/d/a", 4),
    ]


def test_what_was_not_synced_may_be_there_or_not() -> None:
    disk = Disk()
    for event in (Write(1, "/d/a", 0, b"old"), Sync(2, "/d/a"), Write(3, "/d/a", 0, b"new"), Write(4, "/d/a", 3, b"!")):
        disk.apply(event)
    dice = Random(1)
    assert disk.image("A", dice) == {"/d/a": b"new!"}
    assert disk.image("B-none", dice) == {"/d/a": b"old"}
    assert disk.image("B-but-last", dice) == {"/d/a": b"new"}
    some = {disk.image("B-some", Random(seed))["/d/a"] for seed in range(50)}
    assert some == {b"old", b"new", b"new!", b"old!"}


def test_a_name_that_nobody_synced_is_lost_with_the_power() -> None:
    disk = Disk()
    disk.apply(Write(1, "/d/a", 0, b"x"))
    assert disk.image("A", Random(1)) == {"/d/a": b"x"}
    assert disk.image("B-none", Random(1)) == {}
    disk.apply(Sync(2, "/d"))
    assert disk.image("B-none", Random(1)) == {"/d/a": b""}


def test_a_torn_write_keeps_whole_sectors() -> None:
    whole = Write(1, "/d/a", 100, bytes(range(256)) * 6)
    for seed in range(30):
        for part in torn(whole, Random(seed)):
            assert isinstance(part, Write)
            start = part.offset - whole.offset
            assert part.data == whole.data[start : start + len(part.data)]
            assert (part.offset + len(part.data)) % SECTOR_BYTES == 0 or start + len(part.data) == len(whole.data)
