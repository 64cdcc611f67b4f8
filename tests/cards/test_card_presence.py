from drivers.api.insurance_card_reader import CardInserted, CardRemoved
from drivers.models.card_presence import CardPresence
from drivers.transport.pcsc import ReaderState

SETTLE_S = 2.0


def _reader(present: bool, changes: int = 0, name: str = "A") -> ReaderState:
    return ReaderState(name, present, mute=False, changes=changes, atr=b"")


def _presence_after(*looks: tuple[ReaderState, ...]) -> CardPresence:
    presence = CardPresence(SETTLE_S)
    for states in looks:
        presence.look(states, now_s=0)
    return presence


def test_a_card_that_goes_in_and_out_is_told_once_each() -> None:
    presence = _presence_after((_reader(False),))
    assert presence.look((_reader(True, 1),), 1) == [CardInserted("A")]
    assert presence.look((_reader(True, 1),), 2) == []
    assert presence.look((_reader(False, 2),), 3) == [CardRemoved("A")]


def test_a_card_that_lay_there_at_the_first_look_is_the_last_persons() -> None:
    assert CardPresence(SETTLE_S).look((_reader(True),), 0) == [CardInserted("A", present_at_open=True)]


def test_a_card_swapped_between_two_looks_is_another_card() -> None:
    presence = _presence_after((_reader(False),), (_reader(True, 1),))
    assert presence.look((_reader(True, 3),), 1) == [CardRemoved("A"), CardInserted("A")]


def test_unplugging_the_reader_takes_its_card_away_and_what_it_comes_back_with_is_old() -> None:
    presence = _presence_after((_reader(False),), (_reader(True, 1),))
    assert presence.look((), 1) == [CardRemoved("A")]
    assert presence.look((_reader(True),), 2) == [CardInserted("A", present_at_open=True)]


def test_a_card_that_stayed_through_a_restart_is_no_fresh_insert() -> None:
    presence = _presence_after((_reader(True),))
    presence.lost()
    assert presence.look((_reader(False),), 10) == []
    assert presence.look((_reader(True, 1),), 10.4) == [CardInserted("A", present_at_open=True)]
    assert presence.look((_reader(True, 1),), 13) == []


def test_a_card_that_did_not_come_back_with_the_service_was_taken_out() -> None:
    presence = _presence_after((_reader(True),))
    presence.lost()
    presence.look((_reader(False),), 10)
    assert presence.look((_reader(False),), 11.9) == []
    assert presence.look((_reader(False),), 12) == [CardRemoved("A")]
    assert presence.look((_reader(True, 1),), 12.1) == [CardInserted("A")]


def test_the_time_to_settle_begins_when_there_are_readers_again() -> None:
    presence = _presence_after((_reader(True),))
    presence.lost()
    presence.look((), 10)
    presence.look((_reader(False),), 20)
    assert presence.look((_reader(True, 1),), 21) == [CardInserted("A", present_at_open=True)]


def test_a_second_loss_does_not_forget_the_first() -> None:
    presence = _presence_after((_reader(True),))
    presence.lost()
    presence.look((_reader(False),), 10)
    presence.lost()
    presence.look((_reader(False),), 11)
    assert presence.look((_reader(True, 1),), 11.4) == [CardInserted("A", present_at_open=True)]


def test_a_card_put_into_an_empty_reader_after_a_restart_is_fresh() -> None:
    presence = _presence_after((_reader(False),))
    presence.lost()
    presence.look((_reader(False),), 10)
    assert presence.look((_reader(True, 1),), 10.4) == [CardInserted("A")]


def test_two_readers_are_told_apart() -> None:
    presence = _presence_after((_reader(True), _reader(False, name="B")))
    assert presence.look((_reader(True), _reader(True, 1, "B")), 1) == [CardInserted("B")]
