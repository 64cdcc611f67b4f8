"""The frames of the security module: the published vectors, noise, any split, any bytes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.wire import sam_a
from drivers.wire.sam_a import Decoder, Garbled, Received, Reply, Status
from tests.id_card.second_parser import REPLIES, VECTORS, frames, octets

LARGEST = sam_a.PREAMBLE + sam_a.BODY_BYTES_MAX.to_bytes(2, "big") + bytes(sam_a.BODY_BYTES_MAX)


def framed(status: int, data: bytes) -> bytes:
    counted = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, status)) + data
    return sam_a.PREAMBLE + counted + bytes((sam_a.checksum(counted),))


def replies(received: list[Received]) -> list[tuple[int, bytes]]:
    return [(one.status, one.data) for one in received if isinstance(one, Reply)]


@pytest.mark.parametrize(
    ("command", "vector"),
    [
        (sam_a.FIND, "find"),
        (sam_a.SELECT, "select"),
        (sam_a.READ_TEXT_AND_PHOTO, "read"),
        (sam_a.SAM_STATUS, "status"),
    ],
)
def test_a_command_is_the_published_one(command: bytes, vector: str) -> None:
    assert command == octets(VECTORS[vector])


@pytest.mark.parametrize(
    ("vector", "status", "data"),
    [
        ("found", Status.FOUND, bytes(4)),
        ("none", Status.FIND_FAILED, b""),
        ("selected", Status.OK, bytes(8)),
        ("ready", Status.OK, b""),
    ],
)
def test_a_published_reply_is_understood(vector: str, status: Status, data: bytes) -> None:
    assert Decoder().feed(octets(REPLIES[vector])) == [Reply(status, data)]


def test_a_whole_card_is_1295_bytes() -> None:
    whole = framed(Status.OK, octets("0100 0400") + bytes(256 + 1024))
    assert len(whole) == 1295
    text, photo = sam_a.read_reply(replies(Decoder().feed(whole))[0][1])
    assert (len(text), len(photo)) == (256, 1024)


@pytest.mark.parametrize("noise", ["AA00", "00", "AAAAAAAA", "AA96", "9669", "FFFFFFFFFFFF"])
def test_noise_in_front_is_skipped(noise: str) -> None:
    assert replies(Decoder().feed(octets(noise) + octets(REPLIES["ready"]))) == [(Status.OK, b"")]


def test_a_reply_as_a_real_reader_garbled_it_is_understood() -> None:
    garbled = octets("AA00AAAA9669 000C 000090 0000000000000000 9C")
    assert replies(Decoder().feed(garbled)) == [(Status.OK, bytes(8))]


def test_a_wrong_checksum_is_no_reply_and_the_next_one_is() -> None:
    broken = bytearray(octets(REPLIES["found"]))
    broken[9] ^= 0x40
    received = Decoder().feed(bytes(broken) + octets(REPLIES["none"]))
    assert replies(received) == [(Status.FIND_FAILED, b"")]
    assert any(isinstance(one, Garbled) for one in received)


@pytest.mark.parametrize("length", [0, 3, sam_a.BODY_BYTES_MAX + 1, 0xFFFF])
def test_a_length_that_cannot_be_is_not_waited_for(length: int) -> None:
    lying = sam_a.PREAMBLE + length.to_bytes(2, "big")
    assert replies(Decoder().feed(lying + octets(REPLIES["ready"]))) == [(Status.OK, b"")]


@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([octets(each) for each in REPLIES.values()]))))
def test_it_finds_what_a_second_parser_finds(parts: list[bytes]) -> None:
    """The decoder may wait longer for a frame that a liar began; then a flood of nothing ends the waiting."""
    stream = b"".join(parts)
    received = Decoder().feed(stream + LARGEST)
    assert [one for one in replies(received) if one[1] != LARGEST[10:-1]] == [
        one for one in frames(stream + LARGEST) if one[1] != LARGEST[10:-1]
    ]


@given(st.binary(max_size=200), st.lists(st.integers(0, 200)))
def test_any_split_gives_the_same(noise: bytes, cuts: list[int]) -> None:
    stream = noise + octets(REPLIES["found"]) + noise + octets(REPLIES["none"])
    places = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    decoder = Decoder()
    pieces = [each for a, b in itertools.pairwise(places) for each in decoder.feed(stream[a:b])]
    assert replies(pieces) == replies(Decoder().feed(stream))


@given(st.lists(st.binary(min_size=1, max_size=4096), max_size=12))
def test_it_never_holds_more_than_one_frame(chunks: list[bytes]) -> None:
    decoder = Decoder()
    for chunk in chunks:
        decoder.feed(chunk)
        assert len(decoder._buffer) <= len(sam_a.PREAMBLE) * 2 + 2 + sam_a.BODY_BYTES_MAX


@given(st.binary(max_size=40))
def test_lengths_that_do_not_add_up_are_refused(data: bytes) -> None:
    whole = len(data) >= 4 and len(data) == 4 + int.from_bytes(data[:2], "big") + int.from_bytes(data[2:4], "big")
    if whole:
        assert sum(map(len, sam_a.read_reply(data))) == len(data) - 4
    else:
        with pytest.raises(ValueError, match=r"bytes|lengths"):
            sam_a.read_reply(data)
