"""IPP bytes, out of RFC 8010's own examples, and whatever else may come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.api.errors import DeviceError, ErrorCode
from drivers.wire.ipp import ATTRIBUTES_MAX, COLLECTION_DEPTH_MAX, Answer, Attribute, Tag, decode, encode
from drivers.wire.ipp_requests import JobState, Requests
from drivers.wire.ipp_status import printer_status, seen_job

# the answer to a Print-Job, as in RFC 8010 appendix A.2
ANSWER = (
    b"\x01\x01\x00\x00\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
    b"\x41\x00\x0estatus-message\x00\x0dsuccessful-ok"
    b"\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x93"
    b"\x45\x00\x07job-uri\x00\x30ipp://printer.example.com/ipp/print/pinetree/147"
    b"\x23\x00\x09job-state\x00\x04\x00\x00\x00\x03\x03"
)


def test_the_answer_of_the_standard_is_read() -> None:
    answer = decode(ANSWER)
    assert (answer.version, answer.status, answer.request_id) == ((1, 1), 0, 1)
    job = answer.first(Tag.JOB)
    assert job["job-id"] == (147,)
    assert job["job-uri"] == ("ipp://printer.example.com/ipp/print/pinetree/147",)
    seen = seen_job(job)
    assert seen is not None and (seen.number, seen.state) == (147, JobState.PENDING)


def test_a_request_has_the_bytes_of_the_standard() -> None:
    sent = encode(
        (1, 1),
        0x0002,
        1,
        [
            (
                Tag.OPERATION,
                [
                    Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
                    Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en-us",)),
                    Attribute(Tag.NAME, "job-name", ("foobar",)),
                    Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (True,)),
                ],
            ),
            (
                Tag.JOB,
                [
                    Attribute(Tag.INTEGER, "copies", (20,)),
                    Attribute(Tag.KEYWORD, "sides", ("two-sided-long-edge", "one-sided")),
                ],
            ),
        ],
    )
    assert sent == (
        b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
        b"\x42\x00\x08job-name\x00\x06foobar"
        b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
        b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
        b"\x44\x00\x00\x00\x09one-sided\x03"
    )


def one(tag: int, value: bytes, name: bytes = b"x") -> bytes:
    return bytes([tag]) + len(name).to_bytes(2, "big") + name + len(value).to_bytes(2, "big") + value


def answer(*attributes: bytes) -> bytes:
    return b"\x02\x00\x00\x00\x00\x00\x00\x07\x04" + b"".join(attributes) + b"\x03"


@pytest.mark.parametrize("tag", range(0x10, 0x100))
def test_a_value_of_any_syntax_is_stepped_over(tag: int) -> None:
    if tag in (0x34, 0x37):
        return
    read = decode(answer(one(tag, b"\x00\x00\x00\x01"), one(0x21, b"\x00\x00\x00\x05", b"job-id")))
    assert read.first(Tag.PRINTER)["job-id"] == (5,)


def test_what_is_in_a_collection_is_not_taken_for_an_attribute() -> None:
    inner = [one(0x4A, b"job-id", b""), one(0x21, b"\x00\x00\x00\x09", b"")]
    read = decode(answer(one(0x34, b"", b"media-col"), *inner, one(0x37, b"", b""), one(0x44, b"a4", b"media")))
    assert read.first(Tag.PRINTER) == {"media-col": (b"",), "media": ("a4",)}


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x01\x01\x00\x00\x00\x00\x00\x01",
        ANSWER[:-1],
        ANSWER[:60],
        b"\x02\x00\x00\x00\x00\x00\x00\x07" + one(0x21, b"\x00\x00\x00\x01") + b"\x03",
        answer(one(0x21, b"\x00\x00\x00\x01", b"")),
        answer(one(0x37, b"", b"")),
        answer(*[one(0x34, b"", b"c")] * (COLLECTION_DEPTH_MAX + 1)),
        answer(*[one(0x21, b"\x00\x00\x00\x01")] * (ATTRIBUTES_MAX + 1)),
        b"\x02" * ((1 << 20) + 1),
    ],
)
def test_what_is_no_answer_is_refused_by_code(garbage: bytes) -> None:
    with pytest.raises(DeviceError) as refused:
        decode(garbage)
    assert refused.value.code is ErrorCode.PROTOCOL_ERROR


def read_or_refused(data: bytes) -> Answer | ErrorCode:
    try:
        return decode(data)
    except DeviceError as error:
        return error.code


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=400), st.integers(0, len(ANSWER)), st.integers(0, 40))
def test_any_bytes_are_an_answer_or_refused(noise: bytes, at: int, cut: int) -> None:
    for data in (noise, ANSWER[:8] + noise, ANSWER[:at] + noise + ANSWER[at + cut :]):
        read = read_or_refused(data)
        assert isinstance(read, Answer) or read is ErrorCode.PROTOCOL_ERROR
        for _, attributes in read.groups if isinstance(read, Answer) else ():
            printer_status(attributes)
            seen_job(attributes)


def test_the_target_comes_before_the_rest_as_the_standard_wants() -> None:
    sent = Requests("ipp://localhost:631/ipp/print", "k07").job_attributes(3, 9)
    names = [b"attributes-charset", b"attributes-natural-language", b"printer-uri", b"job-id", b"requesting-user-name"]
    places = [sent.index(name) for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("reasons", "state", "code"),
    [
        (("none",), 3, None),
        (("media-low-warning", "marker-supply-low-report"), 3, None),
        (("media-empty-warning",), 3, None),
        (("media-empty-warning", "media-needed-warning"), 4, ErrorCode.PAPER_OUT),  # CUPS' ippeveprinter
        (("media-empty",), 5, ErrorCode.PAPER_OUT),
        (("media-empty-error",), 3, ErrorCode.PAPER_OUT),
        (("toner-low-warning", "media-jam-error"), 5, ErrorCode.PAPER_JAMMED),
        (("cover-open-error",), 5, ErrorCode.COVER_OPEN),
        (("marker-supply-empty-error",), 5, ErrorCode.TONER_OUT),
        (("paused",), 5, ErrorCode.HARDWARE_ERROR),
        ((), 5, ErrorCode.HARDWARE_ERROR),
    ],
)
def test_a_printers_reasons_become_our_codes(reasons: tuple[str, ...], state: int, code: ErrorCode | None) -> None:
    status = printer_status({"printer-state": (state,), "printer-state-reasons": reasons})
    assert (status.error.code if status.error else None) is code
