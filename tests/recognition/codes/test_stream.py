"""What a stream of pictures tells: codes and times in, news out."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.looking import CodesClash
from kiosk.domain.scanned_code import TEXT_MAX
from kiosk.recognition.codes import CodeFormat, CodeFound, CodeNews, CodeRefused, CodeStream, CodeTold, Spot
from kiosk.recognition.codes.stream import REMEMBERED_CODES_MAX

SPOT = Spot(0.1, 0.1, 0.2, 0.2)
FRAME_S = 1 / 30


def qr(text: str, *, sure: bool = True) -> CodeFound:
    return CodeFound(text, CodeFormat.QR, SPOT, text.encode(), sure)


def bars(text: str) -> CodeFound:
    return CodeFound(text, CodeFormat.CODE_128, SPOT, text.encode())


def told(news: tuple[CodeNews, ...]) -> list[str]:
    return [_name(each) for each in news]


def _name(news: CodeNews) -> str:
    match news:
        case CodeTold(text):
            return text
        case CodeRefused(code):
            return code
        case CodesClash():
            return "CLASH"


def all_told(stream: CodeStream, *seen: tuple[float, list[CodeFound]]) -> list[str]:
    return [name for now_s, found in seen for name in told(stream.see(found, now_s))]


def test_a_qr_is_told_at_its_first_picture_and_once_as_long_as_it_is_held() -> None:
    stream = CodeStream()
    assert told(stream.see([qr("A")], 0.0)) == ["A"]
    assert all_told(stream, *((number * FRAME_S, [qr("A")]) for number in range(1, 300))) == []


def test_a_code_is_told_again_after_three_seconds_out_of_sight_only() -> None:
    assert all_told(CodeStream(), (0.0, [qr("A")]), (2.0, [qr("A")]), (4.9, [qr("A")])) == ["A"]
    assert all_told(CodeStream(), (0.0, [qr("A")]), (2.0, [qr("A")]), (5.1, [qr("A")])) == ["A", "A"]


def test_a_payer_code_that_the_phone_renews_is_a_new_one() -> None:
    assert all_told(CodeStream(), (0.0, [qr("A")]), (FRAME_S, [qr("B")])) == ["A", "B"]


def test_bars_are_told_when_two_pictures_agree() -> None:
    assert all_told(CodeStream(), (0.0, [bars("A")])) == []
    assert all_told(CodeStream(), (0.0, [bars("A")]), (FRAME_S, []), (2 * FRAME_S, [bars("A")])) == ["A"]
    assert all_told(CodeStream(), (0.0, [bars("A")]), (FRAME_S, [bars("B")])) == []
    assert all_told(CodeStream(), (0.0, [bars("A")]), (0.6, [bars("A")])) == []


def test_bars_and_a_qr_of_the_same_text_are_one_code_that_is_believed_at_once() -> None:
    assert all_told(CodeStream(), (0.0, [bars("A"), qr("A")]), (FRAME_S, [qr("A"), bars("A")])) == ["A"]


def test_two_codes_at_once_are_told_as_a_clash_once_and_neither_as_a_code() -> None:
    both = [qr("A"), qr("B")]
    assert all_told(CodeStream(), *((number * FRAME_S, both) for number in range(200))) == ["CLASH"]


def test_a_clash_does_not_end_because_one_of_the_two_is_blurred_for_a_moment() -> None:
    both = [qr("A"), qr("B")]
    assert all_told(CodeStream(), (0.0, both), (0.1, [qr("A")]), (0.9, [qr("B")]), (1.0, both)) == ["CLASH"]


def test_after_a_clash_the_one_that_is_left_is_told() -> None:
    seen = [(0.0, [qr("A"), qr("B")]), (0.5, [qr("A")]), (1.1, [qr("A")]), (1.2, [qr("A")])]
    assert all_told(CodeStream(), *seen) == ["CLASH", "A"]


def test_a_second_clash_is_told_again() -> None:
    both = [qr("A"), qr("B")]
    assert all_told(CodeStream(), (0.0, both), (1.5, []), (2.0, both)) == ["CLASH", "CLASH"]


def test_bars_beside_a_qr_are_waited_for_before_anything_is_said() -> None:
    """They may be misread; they may be a second code."""
    beside = [qr("A"), bars("B")]
    assert all_told(CodeStream(), (0.0, beside)) == []
    assert all_told(CodeStream(), (0.0, beside), (FRAME_S, beside)) == ["CLASH"]
    assert all_told(CodeStream(), (0.0, beside), (FRAME_S, [qr("A")])) == ["A"]


def test_what_no_journey_can_use_is_refused_by_code_once() -> None:
    long, control, guess = qr("x" * (TEXT_MAX + 1)), qr("a\x1db"), qr("ÕÅ", sure=False)
    for code, reason in ((long, "CODE_TOO_LONG"), (control, "CODE_GARBLED"), (guess, "CODE_GARBLED")):
        assert all_told(CodeStream(), (0.0, [code]), (FRAME_S, [code])) == [reason]
    assert all_told(CodeStream(), (0.0, [qr("x" * TEXT_MAX)])) == ["x" * TEXT_MAX]


def test_a_useless_code_beside_a_good_one_is_no_clash() -> None:
    assert all_told(CodeStream(), (0.0, [qr("a\nb"), qr("A")])) == ["A"]


def test_line_ends_round_a_code_are_not_part_of_it() -> None:
    assert all_told(CodeStream(), (0.0, [qr("A\r\n")]), (FRAME_S, [qr("A")])) == ["A"]


def test_nothing_is_kept_after_forget() -> None:
    stream = CodeStream()
    assert all_told(stream, (0.0, [qr("A")]), (0.1, [qr("B"), qr("C")])) == ["A", "CLASH"]
    stream.forget()
    assert all_told(stream, (0.2, [qr("A")])) == ["A"]


def test_a_told_code_has_no_repr_of_its_text() -> None:
    assert "134567890123456789" not in repr(CodeStream().see([qr("134567890123456789")], 0.0))


def test_it_remembers_no_more_than_its_limit() -> None:
    stream = CodeStream()
    crowd = [qr(f"{number}") for number in range(REMEMBERED_CODES_MAX * 3)]
    assert all_told(stream, (0.0, crowd)) == ["CLASH"]
    assert len(stream._remembered) == REMEMBERED_CODES_MAX


def test_a_good_code_among_many_useless_ones_is_told() -> None:
    assert all_told(CodeStream(), (0.0, [qr("A"), *(qr(f"{number}\0") for number in range(40))])) == ["A"]


codes = st.builds(
    CodeFound,
    text=st.sampled_from(["A", "B", "C\r\n", "", "\x00", "x" * 300]) | st.text(max_size=4),
    format=st.sampled_from(CodeFormat),
    spot=st.just(SPOT),
    data=st.binary(max_size=4),
    sure=st.booleans(),
)
pictures = st.lists(st.tuples(st.floats(-1, 5, allow_nan=False), st.lists(codes, max_size=20)), max_size=30)


@given(pictures)
def test_whatever_is_seen_no_text_is_told_twice_within_its_time_and_none_beside_another(
    seen: list[tuple[float, list[CodeFound]]],
) -> None:
    stream, last_told, now_s = CodeStream(), dict[str, float](), 0.0
    for step_s, found in seen:
        now_s += step_s
        news = stream.see(found, now_s)
        if step_s < 0:
            last_told.clear()
        texts = [each.text for each in news if isinstance(each, CodeTold)]
        assert len(texts) <= 1 and all(text.isprintable() and 0 < len(text) <= TEXT_MAX for text in texts)
        for text in texts:
            assert now_s - last_told.get(text, -10) > 3.0
            last_told[text] = now_s
