"""The vendor's program for the photo of an identity card: whatever it does, a turn goes on."""

import asyncio
import io
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from hardware_sim.faces import photo_of
from hardware_sim.id_card.contents import photo
from hardware_sim.id_card.holders import holder
from kiosk.composition.id_photo import WLT_BYTES, IdPhotoDecoder
from kiosk.domain.face_check import ReferenceUnusable
from kiosk.recognition.reference_photo import BYTES_MAX, SIDE_PX_MAX, read_reference

WLT = bytes(WLT_BYTES)
STAND_IN = (
    "/usr/bin/env",
    f"PYTHONPATH={Path(__file__).parents[2]}",
    sys.executable,
    "-m",
    "hardware_sim.id_card.photo_decoder",
)


def picture(kind: str = "BMP", size: tuple[int, int] = (102, 126)) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


def opened(code: str, wait_s_max: float = 20.0) -> bytes | None:
    """By a vendor's program that is this Python."""
    return asyncio.run(IdPhotoDecoder((sys.executable, "-c", code), wait_s_max).opened(WLT))


def says(data: bytes) -> str:
    return f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({data!r})"


@pytest.mark.parametrize("kind", ["BMP", "JPEG"])
def test_what_the_program_writes_is_the_photo(kind: str) -> None:
    png = opened(says(picture(kind)))
    assert png is not None
    with Image.open(io.BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (102, 126))


def test_the_program_gets_the_chips_bytes_and_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_OURS", "1")
    code = "import os, sys; ok = len(sys.stdin.buffer.read()) == 1024 and 'SECRET_OF_OURS' not in os.environ"
    assert opened(f"{code}; ok and sys.stdout.buffer.write({picture()!r})")


def test_a_program_that_reads_nothing_is_no_trouble() -> None:
    assert opened(f"import sys; sys.stdout.buffer.write({picture()!r})")


@pytest.mark.parametrize(
    "code",
    [
        says(picture()) + "; sys.exit(3)",
        says(b""),
        says(b"BM" + bytes(100)),
        says(picture("GIF")),
        says(picture(size=(20, 20))),
        says(picture("JPEG", (SIDE_PX_MAX + 1, 200))),
        says(picture() + bytes(BYTES_MAX)),
        "raise SystemExit(1)",
    ],
)
def test_whatever_else_it_does_there_is_no_photo(code: str) -> None:
    assert opened(code) is None


def test_a_program_without_end_is_cut_off_and_its_children_with_it(tmp_path: Path) -> None:
    """It writes for ever; it does not end by itself; what it started would live on."""
    pids = tmp_path / "pids"
    child = "[sys.executable, '-c', 'import time; time.sleep(600)']"
    begin = f"import os, subprocess, sys, time; p = subprocess.Popen({child}, stdout=-3, stdin=-3)"
    note = f"{begin}; open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{p.pid}}')"
    for end in ("while True: os.write(1, bytes(65536))", "time.sleep(600)"):
        pids.unlink(missing_ok=True)
        for wait_s_max in (2.0, 20.0):  # cut off before it had begun: on a busy machine it needs longer
            assert opened(f"{note}\n{end}", wait_s_max) is None
            if pids.exists():
                break
        assert all(gone(int(pid)) for pid in pids.read_text().split())


@pytest.mark.timeout(60)
def test_a_program_that_writes_too_much_is_not_waited_for() -> None:
    slowly = "import os, time\nwhile True: os.write(1, bytes(65536)); time.sleep(0.05)"
    assert opened(slowly, 1000.0) is None


def gone(pid: int) -> bool:
    ends_s = time.monotonic() + 30
    while time.monotonic() < ends_s:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False


def test_it_works_on_the_loop_of_a_turn_which_is_not_in_the_main_thread() -> None:
    with ThreadPoolExecutor(1) as beside:
        assert beside.submit(opened, says(picture())).result() is not None


def test_without_a_program_or_with_other_bytes_there_is_no_photo() -> None:
    assert asyncio.run(IdPhotoDecoder(()).opened(WLT)) is None
    assert asyncio.run(IdPhotoDecoder(("/no/such/program",)).opened(WLT)) is None
    assert asyncio.run(IdPhotoDecoder((sys.executable, "-c", says(picture()))).opened(WLT[:-1])) is None


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_bytes_are_a_picture_or_refused(data: st.DataObject) -> None:
    whole = picture(data.draw(st.sampled_from(["BMP", "JPEG", "PNG"])))
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=6)):
        if at < len(broken):
            broken[at] = byte
    try:
        png = read_reference(bytes(broken))
    except ReferenceUnusable:
        return
    assert png.startswith(b"\x89PNG")


def test_a_photo_that_was_taken_with_a_phone_on_its_side_stands_upright() -> None:
    lying, out = Image.Exif(), io.BytesIO()
    lying[ExifTags.Base.Orientation] = 6
    Image.linear_gradient("L").resize((100, 200)).save(out, "JPEG", exif=lying)
    with Image.open(io.BytesIO(read_reference(out.getvalue()))) as read:
        assert (read.size, dict(read.getexif())) == ((200, 100), {})


@pytest.mark.parametrize("data", [b"", picture("JPEG") + bytes(BYTES_MAX)])
def test_a_photo_of_no_bytes_or_too_many_is_none(data: bytes) -> None:
    with pytest.raises(ReferenceUnusable):
        read_reference(data)


def test_no_byte_of_the_other_sides_goes_further() -> None:
    secret = b"<script>of the vendor</script>"
    assert secret not in read_reference(picture("JPEG") + secret)


@pytest.mark.skipif(photo_of("xin") is None, reason="packaging/fetch.py photos")
def test_the_benchs_stand_in_opens_the_card_of_somebody_with_a_photo() -> None:
    decoder = IdPhotoDecoder(STAND_IN, 20.0)
    png = asyncio.run(decoder.opened(photo(holder("xin"))))
    assert png is not None
    assert png == asyncio.run(decoder.opened(photo(holder("xin"))))
    assert asyncio.run(decoder.opened(photo(holder("zhang")))) is None
    assert asyncio.run(decoder.opened(WLT)) is None
