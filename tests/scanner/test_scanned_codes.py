"""The scanner's codec: bytes and times in, codes out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api.code_scanner import CodeScanned, ScannerFailed
from drivers.api.errors import ErrorCode
from drivers.wire.scanned_codes import Scan, ScanLimits, ScannedCodes

LONG_AGO = 1000.0


def told(scans: list[Scan]) -> list[str]:
    return [scan.text if isinstance(scan, CodeScanned) else str(scan.error.code) for scan in scans]


def feed_all(codes: ScannedCodes, *parts: tuple[float, bytes]) -> list[str]:
    return [text for now, data in parts for text in told(codes.feed(data, now))]


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n"])
def test_a_code_ends_with_any_suffix(suffix: bytes) -> None:
    assert feed_all(ScannedCodes(), (0.0, b"134567890123456789" + suffix)) == ["134567890123456789"]


def test_a_code_without_a_suffix_ends_with_a_pause() -> None:
    codes = ScannedCodes(ScanLimits(code_gap_s_max=0.2))
    assert feed_all(codes, (0.0, b"1345"), (0.19, b"")) == []
    assert feed_all(codes, (0.2, b"")) == ["1345"]


def test_a_pause_shorter_than_the_limit_joins_what_was_split() -> None:
    assert feed_all(ScannedCodes(), (0.0, b"13"), (0.15, b"45"), (0.30, b"67\r")) == ["134567"]


def test_a_burst_gives_every_code() -> None:
    assert feed_all(ScannedCodes(), (0.0, b"A1\rB2\nC3\r\n")) == ["A1", "B2", "C3"]


def test_a_code_again_within_three_seconds_is_one_event() -> None:
    codes = ScannedCodes()
    assert feed_all(codes, (0.0, b"A\r"), (1.0, b"B\r"), (2.9, b"A\r")) == ["A", "B"]
    assert feed_all(codes, (3.0, b"A\r")) == ["A"]


@pytest.mark.parametrize("garbage", [b"\xff\xfe\r", b"12\x0034\r", b"\xc3\x28\r", b"a\x9bb\r", "\u200b1\r".encode()])
def test_what_is_no_printable_text_is_garbled(garbage: bytes) -> None:
    assert feed_all(ScannedCodes(), (0.0, garbage)) == [ErrorCode.CODE_GARBLED]


def test_a_code_after_garbage_is_read() -> None:
    assert feed_all(ScannedCodes(), (0.0, b"\xff\r"), (1.0, b"13\r")) == [ErrorCode.CODE_GARBLED, "13"]


def test_chinese_in_a_code_is_read() -> None:
    assert feed_all(ScannedCodes(), (0.0, "YZ:处方 7\r".encode())) == ["YZ:处方 7"]


def test_a_code_that_never_ends_is_too_long_once_and_the_next_one_is_read() -> None:
    codes = ScannedCodes(ScanLimits(code_bytes_max=8))
    assert feed_all(codes, (0.0, b"x" * 5000)) == [ErrorCode.CODE_TOO_LONG]
    assert feed_all(codes, (0.1, b"yyy\r"), (0.2, b"OK\r")) == ["OK"]
    assert feed_all(codes, (9.0, b"12345678\r")) == ["12345678"]


def test_half_a_code_is_forgotten_when_the_cable_is_pulled() -> None:
    codes = ScannedCodes()
    codes.feed(b"half", 0.0)
    codes.reset()
    assert feed_all(codes, (0.1, b"whole\r")) == ["whole"]


def test_events_do_not_show_the_code() -> None:
    (scan,) = ScannedCodes().feed(b"134567890123456789\r", 0.0)
    assert "1345" not in repr(scan)
    (failed,) = ScannedCodes().feed(b"\xff134567\r", 0.0)
    assert isinstance(failed, ScannerFailed)
    assert "1345" not in repr(failed)


@settings(deadline=None)
@given(data=st.binary(max_size=200), cuts=st.lists(st.integers(0, 200), max_size=6))
def test_any_bytes_in_any_split_give_the_same_events(data: bytes, cuts: list[int]) -> None:
    limits = ScanLimits(code_bytes_max=16)
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    split, whole = ScannedCodes(limits), ScannedCodes(limits)
    parts = [(0.0, data[a:b]) for a, b in pairwise(places)]
    assert feed_all(split, *parts, (LONG_AGO, b"")) == feed_all(whole, (0.0, data), (LONG_AGO, b""))
