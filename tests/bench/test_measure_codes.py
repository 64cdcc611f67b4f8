"""`kiosk-bench measure codes` over folders made here: what counts as what, and pictures of every odd kind."""

import json
import os
import signal
import struct
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from hardware_sim.__main__ import main
from hardware_sim.measure import code_worker
from hardware_sim.measure.code_folders import folders_in
from hardware_sim.measure.code_worker import Look, NoAnswer, Worker
from hardware_sim.measure.code_workers.loading import Unusable, load
from hardware_sim.measure.codes import Count
from tests.recognition.codes.drawn import PAYER, any_code, bars, dots, inverted, qr


def save(picture: np.ndarray, path: Path, text: str | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(path)
    if text is not None:
        path.with_suffix(".txt").write_bytes(text.encode())


def measured(*arguments: object) -> dict[tuple[str, str], dict[str, object]]:
    """Row by folder and reader."""
    done = CliRunner().invoke(main, ["measure", "codes", "--json", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)["rows"]
    return {(row["folder"], row["engine"]): row for row in rows}


def test_found_misread_false_and_missed_are_told_apart(tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "set/good/a.png", PAYER + "\n")
    save(dots(PAYER, 10, 3), tmp_path / "set/good/hard.png", PAYER)
    save(qr("other"), tmp_path / "set/wrong/a.png", PAYER)
    save(bars(PAYER), tmp_path / "set/empty/nothing beside it.png")
    save(np.full((50, 50), 200, np.uint8), tmp_path / "set/empty/grey.png")
    rows = measured("--dir", tmp_path / "set", "--rival", "zxing-plain", "--rotations", 2)
    keys = ("pictures", "codes", "found", "misread", "false")
    numbers = {where: tuple(row[key] for key in keys) for where, row in rows.items()}
    assert numbers["set/good", "ours"] == (4, 4, 4, 0, 0)
    assert numbers["set/good", "ours-stream"] == (4, 4, 4, 0, 0)
    assert numbers["set/good", "zxing-plain"] == (4, 4, 2, 0, 0)
    assert rows["set/good", "zxing-plain"]["not_found"] == ["good/hard.png@0", "good/hard.png@90"]
    assert numbers["set/wrong", "ours"] == (2, 2, 0, 2, 0)
    assert numbers["set/empty", "ours"] == (4, 0, 0, 0, 2)
    assert numbers["total", "ours"] == (10, 6, 4, 2, 2)


@pytest.mark.parametrize("rival", ["zxing-grey", "pyzbar", "cv2"])
def test_each_rival_reads_a_plain_code(rival: str, tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "a.png", PAYER)
    row = measured("--dir", tmp_path, "--rival", rival, "--rotations", 1)[tmp_path.name, rival]
    assert (row["found"], row["errors"]) == (1, 0)


def test_binary_contents_are_compared_byte_by_byte(tmp_path: Path) -> None:
    from zxingcpp import BarcodeFormat

    save(any_code(b"\x00\x01\xfe\xff", BarcodeFormat.QRCode), tmp_path / "a.png")
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\xfe\xff")
    save(any_code(b"\x00\x01\xfe\xff", BarcodeFormat.QRCode), tmp_path / "b.png")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\xfe\xfe")
    row = measured("--dir", tmp_path, "--rival", "none", "--rotations", 1)[tmp_path.name, "ours"]
    assert (row["found"], row["misread"]) == (1, 1)


def test_line_ends_are_forgiven_and_nothing_else(tmp_path: Path) -> None:
    save(np.zeros((9, 9), np.uint8), tmp_path / "a.png", "two \r\nlines\n")
    [sample] = folders_in([tmp_path])[0].samples
    assert sample.is_met_by("two \nlines", b"") and sample.is_met_by("two \r\nlines\r\n", b"")
    assert not sample.is_met_by("two\nlines", b"") and not sample.is_met_by(" two \nlines", b"")


def test_another_code_beside_the_right_one_is_counted_on_its_own(tmp_path: Path) -> None:
    save(np.zeros((9, 9), np.uint8), tmp_path / "a.png", "A")
    [sample] = folders_in([tmp_path])[0].samples
    count = Count()
    count.take(sample, 0, Look((1.0,), (("B", b"B"), ("A", b"A"))))
    assert (count.found, count.beside, count.misread) == (1, 1, 0)


def test_a_reader_that_fails_on_one_rotation_loses_that_one_only(tmp_path: Path) -> None:
    save(np.zeros((9, 9), np.uint8), tmp_path / "a.png", "A")
    [sample] = folders_in([tmp_path])[0].samples
    count = Count()
    count.take(sample, 0, Look((1.0,), (("A", b"A"),)))
    count.take(sample, 1, Look((), (), "the reader raised error"))
    assert (count.looks, count.codes, count.found, count.errors) == (2, 2, 1, 1)


def test_a_code_without_an_answer_is_a_code_not_found(tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "good.png", PAYER)
    (tmp_path / "cut.png").write_bytes((tmp_path / "good.png").read_bytes()[:200])
    (tmp_path / "cut.txt").write_text(PAYER)
    row = measured("--dir", tmp_path, "--rival", "none", "--rotations", 2)[tmp_path.name, "ours"]
    assert (row["pictures"], row["codes"], row["found"], row["errors"]) == (4, 4, 2, 1)
    assert row["not_found"] == [f"{tmp_path.name}/cut.png@0", f"{tmp_path.name}/cut.png@90"]


def test_links_are_followed_and_each_folder_is_there_once(tmp_path: Path) -> None:
    save(qr("one"), tmp_path / "elsewhere/a.png", "one")
    (tmp_path / "set").mkdir()
    for name in ("linked", "again"):
        (tmp_path / "set" / name).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "set")
    assert [(folder.name, len(folder.samples)) for folder in folders_in([tmp_path / "set"])] == [("set/again", 1)]


def test_endings_may_be_in_capitals(tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "X.PNG")
    (tmp_path / "X.TXT").write_text(PAYER)
    assert [sample.text for sample in folders_in([tmp_path])[0].samples] == [PAYER]


def test_what_only_waits_for_a_writer_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert [sample.problem for sample in folders_in([tmp_path])[0].samples] == ["is no regular file"]


def test_one_wrong_folder_among_others_is_said(tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "a" / "x.png", PAYER)
    command = ["measure", "codes", "--dir", str(tmp_path / "a"), "--dir", str(tmp_path / "b")]
    done = CliRunner().invoke(main, command)
    assert (done.exit_code, done.stderr) == (2, f"no pictures in {tmp_path / 'b'}\n")


def odd_pictures(folder: Path) -> None:
    """Each holds the payer code."""
    code = qr(PAYER)
    grey, colour = Image.fromarray(code), Image.fromarray(code).convert("RGB")
    grey.save(folder / "grey.png")
    grey.convert("1").save(folder / "one bit.png")
    grey.convert("P").save(folder / "palette.gif")
    Image.fromarray(code.astype(np.uint16) * 257).save(folder / "sixteen bits.png")
    Image.fromarray(code.astype(np.int32) * 257).save(folder / "integers.tif")
    Image.fromarray(code.astype(np.float32) / 255).save(folder / "floats.tif")
    colour.convert("CMYK").save(folder / "cmyk.jpg")
    clear = Image.merge("RGBA", (*Image.new("RGB", grey.size).split(), Image.fromarray(inverted(code))))
    clear.save(folder / "black on clear.png")
    clear.convert("LA").save(folder / "grey and clear.png")
    turned = Image.Exif()
    turned[0x0112] = 6
    colour.save(folder / "turned.jpg", exif=turned)
    colour.save(folder / "moving.webp", save_all=True, append_images=[Image.new("RGB", grey.size)], lossless=True)
    for path in sorted(folder.iterdir()):
        path.with_suffix(".txt").write_text(PAYER)


def test_odd_pictures_are_read_as_they_look(tmp_path: Path) -> None:
    odd_pictures(tmp_path)
    row = measured("--dir", tmp_path, "--rival", "none")[tmp_path.name, "ours"]
    assert row["not_found"] == []
    assert (row["errors"], row["found"]) == (0, 11 * 4)


def test_a_turned_photo_is_made_upright(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (40, 20)).save(tmp_path / "a.jpg", exif=turned)
    assert load(tmp_path / "a.jpg").shape == (40, 20, 3)


def test_broken_and_huge_pictures_are_errors_and_the_rest_is_measured(tmp_path: Path) -> None:
    save(qr(PAYER), tmp_path / "good.png", PAYER)
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (tmp_path / "empty.webp").write_bytes(b"")
    (tmp_path / "cut.png").write_bytes((tmp_path / "good.png").read_bytes()[:200])
    bomb = bytearray((tmp_path / "good.png").read_bytes())
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    (tmp_path / "bomb.png").write_bytes(bomb)
    save(np.zeros((2, 20_000), np.uint8), tmp_path / "long.png")
    save(np.zeros((1, 1), np.uint8), tmp_path / "dot.png")
    save(np.zeros((8, 8), np.uint8), tmp_path / "latin.png")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    done = CliRunner().invoke(main, ["measure", "codes", "--dir", str(tmp_path), "--json"], catch_exceptions=False)
    rows = {row["engine"]: row for row in json.loads(done.stdout)["rows"]}
    for engine in ("ours", "ours-stream", "zxing-plain", "zxing-grey", "pyzbar"):
        assert (rows[engine]["found"], rows[engine]["false"], rows[engine]["errors"]) == (4, 0, 6), engine
    assert f"{tmp_path / 'bomb.png'}: ours: " in done.stderr
    assert "latin.txt is no UTF-8" in done.stderr


@pytest.mark.parametrize("name", ["nothing here", "missing"])
def test_a_folder_without_pictures_is_said_and_exits_2(name: str, tmp_path: Path) -> None:
    (tmp_path / "nothing here").mkdir()
    done = CliRunner().invoke(main, ["measure", "codes", "--dir", str(tmp_path / name)])
    assert done.exit_code == 2
    assert f"no pictures in {tmp_path / name}" in done.stderr


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["measure", "codes", "--dir", str(tmp_path), "--formats", "qr,morse"])
    assert (done.exit_code, "morse" in done.stderr) == (2, True)


def test_a_reader_that_hangs_or_dies_costs_one_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(qr(PAYER), tmp_path / "a.png", PAYER)
    worker = Worker("zxing-grey", "qr")
    worker.start()
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    with pytest.raises(NoAnswer, match="crashed"):
        worker.look(tmp_path / "a.png", 1)
    assert worker.look(tmp_path / "a.png", 1)[0].codes == ((PAYER, PAYER.encode()),)
    worker._process.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(code_worker, "ANSWER_S_MAX", 0.3)
    with pytest.raises(NoAnswer, match="no answer in 0 s"):
        worker.look(tmp_path / "a.png", 4)
    worker.stop()


def test_a_file_that_is_no_picture_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("text")
    with pytest.raises(Unusable, match="UnidentifiedImageError"):
        load(tmp_path / "a.png")
