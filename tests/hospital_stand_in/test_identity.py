"""Who somebody is, as the hospital sees it."""

from hardware_sim.hospital.patients import GUESSES_MAX
from hardware_sim.hospital.seed import phone_of
from hardware_sim.people import person
from tests.hospital_stand_in.conftest import World
from tests.hospital_stand_in.terminal import Reply


def by_phone(world: World, last_four: str) -> Reply:
    evidence = {"kind": "phone", "phone": phone_of(person("wu")), "id_last_four": last_four}
    return world.terminal.call("identifyPatient", body={"evidence": evidence})


def by_credential(world: World, code: str, function: str) -> Reply:
    evidence = {"kind": "e_credential", "code": code, "business_type": function}
    return world.terminal.call("identifyPatient", body={"evidence": evidence})


def test_guessing_ends_for_that_phone_number(world: World) -> None:
    for _ in range(GUESSES_MAX):
        assert by_phone(world, "0000").code == "PERSON_NOT_MATCHED"
    assert by_phone(world, person("wu").id_number[-4:]).code == "TOO_MANY_TRIES"


def test_a_credential_ends_after_a_minute_and_serves_one_function(world: World) -> None:
    code = world.hospital.credentials.issue("wu")
    assert by_credential(world, code, "01101").status == 200
    assert by_credential(world, code, "01301").code == "CODE_WRONG_PURPOSE"
    assert by_credential(world, code, "01101").status == 200
    world.clock.advance(60)
    assert by_credential(world, code, "01101").code == "CODE_EXPIRED"


def test_one_acts_only_for_whom_the_hospital_has_noted(world: World) -> None:
    mother, other = world.terminal.identify("shen"), world.terminal.identify("wu")
    child = mother["dependents"][0]["dependent_id"]
    assert "dependents" not in other.body

    def act(token: str) -> Reply:
        evidence = {"kind": "dependent", "patient_token": token, "dependent_id": child}
        return world.terminal.call("identifyPatient", body={"evidence": evidence})

    assert act(mother["patient_token"])["name"] == "沈宝宝"
    assert act(other["patient_token"]).code == "PATIENT_NOT_FOUND"
