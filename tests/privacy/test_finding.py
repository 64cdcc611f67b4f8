"""The look itself finds what is planted: in files, in open files without a name, in a process's memory. It can fail."""

import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.privacy.conftest import secrets_of
from tests.privacy.places import Look, in_files, in_memory, in_open_files
from tests.privacy.residue import BLOCK_BYTES, Found, Secrets, pictures

HOLDS = """
import os, signal, sys
held = sys.stdin.buffer.read()
{kept}
print("holds it", flush=True)
signal.pause()
"""


@pytest.fixture(scope="module")
def secrets(stored_photo: bytes) -> dict[str, bytes]:
    return secrets_of("Shen", stored_photo)


@pytest.fixture(scope="module")
def look(secrets: dict[str, bytes]) -> Look:
    return Secrets(secrets).find


@contextmanager
def process(held: bytes, kept: str) -> Iterator[int]:
    """One that has read `held`, and done `kept` with it."""
    code = HOLDS.format(kept=kept)
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(held)
            child.stdin.close()
            assert child.stdout.readline() == b"holds it\n"
            yield child.pid
        finally:
            child.kill()


@pytest.mark.parametrize("piece", ["whole", "48 bytes of the middle", "base64", "for addresses", "hex"])
def test_a_planted_photo_is_found_in_a_file(piece: str, stored_photo: bytes, look: Look, tmp_path: Path) -> None:
    planted = {
        "whole": stored_photo,
        "48 bytes of the middle": stored_photo[9_001:9_049],
        "base64": b64encode(b"x" + stored_photo[5_000:5_100]),
        "for addresses": urlsafe_b64encode(stored_photo),
        "hex": stored_photo[7_003:7_100].hex().encode(),
    }[piece]
    (tmp_path / "inner").mkdir()
    assert in_files(tmp_path, look) == []
    (tmp_path / "inner" / "queue.db-wal").write_bytes(bytes(70_000) + planted + bytes(3))
    assert {each.what for each in in_files(tmp_path, look)} == {"Shen's photo"}
    assert in_files(tmp_path, look, frozenset({tmp_path / "inner"})) == []


def test_what_is_removed_while_we_look_is_passed_over(tmp_path: Path) -> None:
    """Folders are looked through that others work in: the terminal, and in shared memory other tests."""
    for name in ("one", "other"):
        (tmp_path / name).write_bytes(b"x")
    looked: list[str] = []

    def look(place: str, data: bytes) -> list[Found]:
        looked.append(place)
        for path in tmp_path.iterdir():
            path.unlink()
        return []

    assert in_files(tmp_path, look) == [] and len(looked) == 1


def test_every_kind_of_secret_is_found_also_across_two_blocks(secrets: dict[str, bytes], look: Look) -> None:
    for name, secret in secrets.items():
        middle = len(secret) // 2
        planted = bytes(BLOCK_BYTES - 24) + secret[middle : middle + 48]
        assert {each.what for each in look("here", planted)} == {name}


def test_the_beginnings_of_pictures_are_found(stored_photo: bytes) -> None:
    def kinds(data: bytes) -> set[str]:
        return {each.what for each in pictures("here", b"..." + data + b"...")}

    assert kinds(stored_photo) == {"jpeg"}
    assert kinds(b64encode(stored_photo)) == {"jpeg_in_base64"}
    assert kinds(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == {"png"}
    assert kinds(b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")) == {"png_in_base64"}
    assert kinds(b"BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0\x28\0\0\0") == {"bmp"}
    assert kinds(b"RIFF\x24\x10\0\0WEBPVP8 ") == {"webp"}
    assert kinds(b64encode(b"RIFF\x24\x10\0\0WEBPVP8 ")) == {"webp_in_base64"}
    assert kinds(b"an answer of the hospital, BMI 22.5, RIFF") == set()


@pytest.mark.parametrize(
    "kept", ["", "import ctypes; c = ctypes.create_string_buffer(held, len(held)); del held", "held = bytearray(held)"]
)
def test_a_photo_in_a_processs_memory_is_found(kept: str, stored_photo: bytes, look: Look) -> None:
    with process(stored_photo, kept) as pid:
        assert "Shen's photo" in {each.what for each in in_memory(pid, look)}


def test_one_that_the_program_has_let_go_is_found_too(stored_photo: bytes, look: Look) -> None:
    """The reason for the seal: freed is not overwritten."""
    with process(stored_photo, "held = len(held)") as pid:
        assert "Shen's photo" in {each.what for each in in_memory(pid, look)}


def test_a_process_without_one_is_clean(look: Look) -> None:
    with process(b"something else" * 500, "") as pid:
        assert in_memory(pid, look) == []


def test_a_file_without_a_name_is_found(stored_photo: bytes, look: Look) -> None:
    kept = "import tempfile; f = tempfile.TemporaryFile(); f.write(held); f.flush(); m = os.memfd_create('m')"
    with process(stored_photo, kept) as pid:
        assert {each.what for each in in_open_files(pid, look)} == {"Shen's photo"}


EMBEDS = """
import drivers.transport.video_capture  # one thread, as in a turn
from pathlib import Path
from kiosk.recognition.reference_photo import read_reference
from kiosk.recognition.faces.matching import Matcher
from kiosk.recognition.models import Models
embedding = Matcher(Models(Path(".models"))).reference(read_reference(held))
del held
"""


def test_the_shipped_matchers_template_is_found_and_gone_once_it_was_forgotten(stored_photo: bytes, look: Look) -> None:
    with process(stored_photo, EMBEDS) as pid:
        assert "Shen's template" in {each.what for each in in_memory(pid, look)}
    with process(stored_photo, EMBEDS + "embedding.forget()") as pid:
        assert "Shen's template" not in {each.what for each in in_memory(pid, look)}
