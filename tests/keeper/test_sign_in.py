"""Staff sign in over the real socket; what they do is in the chain with their name, their PIN is nowhere."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.keeper import protocol
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.staff_file import StaffFileBroken, add_staff, load_staff, remove_staff
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, run

BADGE, PIN = "badge-0042", "246810"


@pytest.fixture
def staffed(keeper: KeeperProcess) -> KeeperProcess:
    file = keeper.profile.keeper.staff_file
    assert file is not None
    add_staff(file, BADGE, "王工", PIN)
    return keeper


def test_the_right_pin_opens_the_desk_for_this_visit_alone(staffed: KeeperProcess, hospital: HospitalStandIn) -> None:
    async def work() -> None:
        async with turns(staffed, hospital)() as turn:
            person = await turn.keeper.sign_in(BADGE, PIN)
            assert person.name == "王工"
            assert await turn.keeper.staff_items(person.handle) == ()
            with pytest.raises(Refused):
                await turn.keeper.staff_items("another")
        async with turns(staffed, hospital)() as turn:
            with pytest.raises(Refused) as caught:
                await turn.keeper.staff_items(person.handle)
            assert caught.value.refusal is Refusal.NOT_ALLOWED

    run(work())


def test_five_wrong_pins_lock_the_door_for_everybody(staffed: KeeperProcess, hospital: HospitalStandIn) -> None:
    async def work() -> list[Refusal]:
        refusals = []
        async with turns(staffed, hospital)() as turn:
            for badge in (BADGE, "nobodys-badge", BADGE, BADGE, BADGE, BADGE):
                with pytest.raises(Refused) as caught:
                    await turn.keeper.sign_in(badge, "135791" if badge == BADGE else PIN)
                refusals.append(caught.value.refusal)
            with pytest.raises(Refused) as caught:
                await turn.keeper.sign_in(BADGE, PIN)
            refusals.append(caught.value.refusal)
        return refusals

    assert run(work()) == [Refusal.PIN_WRONG] * 4 + [Refusal.PIN_LOCKED] * 3


def test_who_signed_in_is_in_the_chain_and_no_pin_is_anywhere(
    staffed: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def work() -> None:
        async with turns(staffed, hospital)() as turn:
            with pytest.raises(Refused):
                await turn.keeper.sign_in(BADGE, "975310")
            await turn.keeper.sign_in(BADGE, PIN)

    run(work())
    staffed.ensure()
    folder = staffed.profile.keeper.data
    written = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file()) + staffed.log.read_bytes()
    assert b"staff.sign_in" in written
    assert b"staff.refused" in written
    assert PIN.encode() not in written
    assert b"975310" not in written


def test_without_a_staff_file_nobody_signs_in(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> None:
    async def work() -> Refusal:
        async with turns(standing_keeper, hospital)() as turn:
            with pytest.raises(Refused) as caught:
                await turn.keeper.sign_in(BADGE, PIN)
            return caught.value.refusal

    assert run(work()) is Refusal.PIN_WRONG  # the file is named and not there


def test_the_file_is_for_its_owner_alone_and_holds_no_pin(tmp_path: Path) -> None:
    file = tmp_path / "staff.toml"
    add_staff(file, BADGE, "王工", PIN)
    assert file.stat().st_mode & 0o077 == 0
    assert PIN not in file.read_text()
    assert load_staff(file)[BADGE].opens_with(PIN)
    assert not load_staff(file)[BADGE].opens_with("246811")
    file.chmod(0o640)
    with pytest.raises(StaffFileBroken):
        load_staff(file)


@pytest.mark.parametrize(("badge", "name", "pin"), [("short", "a", PIN), (BADGE, "", PIN), (BADGE, "a", "12345")])
def test_what_is_too_weak_is_not_added(tmp_path: Path, badge: str, name: str, pin: str) -> None:
    with pytest.raises(ValueError, match="a badge has"):
        add_staff(tmp_path / "staff.toml", badge, name, pin)


def test_a_badge_that_is_lost_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "staff.toml"
    add_staff(file, BADGE, "王工", PIN)
    assert remove_staff(file, BADGE)
    assert not remove_staff(file, BADGE)
    assert load_staff(file) == {}


@given(content=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_staff_file_or_a_broken_one(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("staff") / "staff.toml"
    file.touch(mode=0o600)
    file.write_bytes(content)
    with contextlib.suppress(StaffFileBroken):
        assert all(isinstance(each.name, str) for each in load_staff(file).values())


def test_an_act_needs_a_reason_and_a_case(staffed: KeeperProcess, hospital: HospitalStandIn) -> None:
    async def work() -> None:
        async with turns(staffed, hospital)() as turn:
            person = await turn.keeper.sign_in(BADGE, PIN)
            for act, why in (("retry", ""), ("park", "x"), ("retry", "no such case")):
                request = protocol.StaffItemAct(turn.keeper._visit, person.handle, "case-unknown", act, why)
                with pytest.raises(Refused):
                    await turn.keeper._call(request)

    run(work())
