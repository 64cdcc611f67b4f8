"""The driver on a real socket, with the simulated service at the other end."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit
from drivers.api.status import DeviceState
from drivers.models.wxpay_face import WxpayFace
from hardware_sim.face_pay.cloud import FaceCloud
from hardware_sim.face_pay.service import FaceService, Fault, Person, Stage
from hardware_sim.face_pay.simulated import SimulatedFacePay

WAIT_S_MAX = 30.0
OPTIONS = {"store_id": "S01", "device_id": "D01", "reopen_s_max": 0.1}
CODE = "134567890123456789"


class Bench:
    def __init__(self, path: Path) -> None:
        self.cloud = FaceCloud(time.monotonic)
        self.service = FaceService(self.cloud, lambda behaviour: CODE, time.monotonic)
        self.simulator = SimulatedFacePay(path, self.service)
        self.simulator.start()
        self.driver = self.new_driver()

    def new_driver(self, **options: object) -> WxpayFace:
        return WxpayFace("face_pay", self.simulator.address, OPTIONS | options)

    def permit(self) -> FacePermit:
        raw = self.driver.raw_data()
        return FacePermit(self.cloud.auth_info(raw.raw_data, raw.store_id, raw.device_id), "wx01", "1900000000")

    def until(self, state: DeviceState) -> None:
        deadline = time.monotonic() + WAIT_S_MAX
        while self.driver.status().state is not state:
            assert time.monotonic() < deadline, self.driver.status()
            time.sleep(0.01)

    def until_stage(self, stage: Stage) -> None:
        deadline = time.monotonic() + WAIT_S_MAX
        while self.simulator.stage is not stage:
            assert time.monotonic() < deadline
            time.sleep(0.01)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "face.sock")
    yield made
    made.driver.close()
    made.simulator.stop()


def code_of(wanted: ErrorCode, call: Callable[[], object]) -> None:
    with pytest.raises(DeviceError) as raised:
        call()
    assert raised.value.code is wanted


def looks_and_gives(bench: Bench, permit: FacePermit, amount_fen: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, amount_fen)
        bench.simulator.person(Person.LOOKS)
        assert looking.result(WAIT_S_MAX) == CODE


def test_the_whole_order_of_calls(bench: Bench) -> None:
    bench.driver.open()
    permit = bench.permit()
    looks_and_gives(bench, permit, 1250)
    bench.driver.tell_result(permit, paid=True)
    bench.driver.release()
    assert bench.service.results == ["SUCCESS"]
    assert bench.simulator.stage is Stage.NOT_INITIALISED
    assert bench.service.calls == [
        "initWxpayface",
        "getWxpayfaceRawdata",
        "getWxpayfaceCode",
        "updateWxpayfacePayResult",
        "releaseWxpayface",
    ]
    assert bench.driver.status().state is DeviceState.ONLINE  # it can be used again
    bench.permit()
    assert bench.service.calls[5:] == ["initWxpayface", "getWxpayfaceRawdata"]


def test_a_service_that_still_starts_is_asked_again_until_it_is_ready(bench: Bench) -> None:
    bench.service.starts_in_s = 3.0
    bench.driver.open()
    assert bench.driver.status().state is DeviceState.STARTING
    bench.until(DeviceState.ONLINE)
    assert bench.service.calls.count("initWxpayface") >= 2


def test_a_service_that_forgot_is_initialised_once_more(bench: Bench) -> None:
    bench.driver.open()
    bench.until(DeviceState.ONLINE)
    bench.simulator.fault(Fault.FORGETS)
    assert bench.permit().auth_info
    assert bench.service.calls == ["initWxpayface", "getWxpayfaceRawdata", "initWxpayface", "getWxpayfaceRawdata"]


@pytest.mark.parametrize(
    ("camera", "certified", "code"),
    [
        ("2d", True, ErrorCode.FACE_PAY_NOT_CERTIFIED),
        ("3d", False, ErrorCode.FACE_PAY_NOT_CERTIFIED),
        ("none", True, ErrorCode.FACE_PAY_NO_CAMERA),
    ],
)
def test_no_other_camera_takes_payments(bench: Bench, camera: str, certified: bool, code: ErrorCode) -> None:
    bench.service.camera, bench.service.certified = camera, certified
    bench.driver.open()
    bench.until(DeviceState.OFFLINE)
    error = bench.driver.status().error
    assert error is not None
    assert error.code is code
    code_of(code, bench.driver.raw_data)


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Person.STRANGER, ErrorCode.FACE_PAY_NOT_RECOGNISED),
        (Person.PHOTO, ErrorCode.FACE_PAY_NOT_RECOGNISED),
        (Person.DECLINES, ErrorCode.FACE_PAY_CANCELLED),
        (Person.WANTS_TO_SCAN, ErrorCode.FACE_PAY_CANCELLED),
    ],
)
def test_who_gets_no_code(bench: Bench, person: Person, code: ErrorCode) -> None:
    bench.driver.open()
    permit = bench.permit()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.simulator.person(person)
        code_of(code, lambda: looking.result(WAIT_S_MAX))


def test_another_way_ends_the_look_at_once(bench: Bench) -> None:
    bench.driver.open()
    permit = bench.permit()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.until_stage(Stage.LOOKING)
        bench.driver.stop()
        code_of(ErrorCode.FACE_PAY_CANCELLED, lambda: looking.result(WAIT_S_MAX))
    bench.driver.tell_result(permit, paid=False)  # the line is still in step
    assert bench.service.results == ["ERROR"]


def test_another_way_before_the_look_has_begun_has_nobody_looked_at(bench: Bench) -> None:
    """The service has just forgotten that it was initialised, and takes its time."""
    bench.driver.open()
    permit = bench.permit()
    bench.service.starts_in_s = 3.0
    bench.simulator.fault(Fault.FORGETS)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.until_stage(Stage.INITIALISING)
        bench.driver.stop()
        code_of(ErrorCode.FACE_PAY_CANCELLED, lambda: looking.result(WAIT_S_MAX))
    assert bench.service.calls.count("getWxpayfaceCode") == 1, "the one that found it forgetful"
    code_of(ErrorCode.FACE_PAY_CANCELLED, lambda: bench.driver.face_code(permit, 1))  # called too late


def test_whoever_begins_anew_after_another_way_is_looked_at(bench: Bench) -> None:
    bench.driver.open()
    bench.until(DeviceState.ONLINE)
    bench.driver.stop()
    permit = bench.permit()
    looks_and_gives(bench, permit, 1)


def test_nobody_who_looks_is_told_apart_from_somebody_who_declines(bench: Bench) -> None:
    bench.driver = bench.new_driver(look_s_max=0.2)
    bench.driver.open()
    permit = bench.permit()
    code_of(ErrorCode.FACE_PAY_NOBODY, lambda: bench.driver.face_code(permit, 1))
    assert bench.simulator.stage is Stage.READY


def test_a_service_that_will_not_stop_is_hung_up_on_and_dialled_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.models.wxpay_face.STOP_S_MAX", 0.2)
    bench.driver = bench.new_driver(look_s_max=0.2)
    bench.driver.open()
    permit = bench.permit()
    bench.simulator.fault(Fault.DEAF_TO_STOP)
    code_of(ErrorCode.TIMEOUT, lambda: bench.driver.face_code(permit, 1))
    bench.simulator.fault(Fault.DEAF_TO_STOP, on=False)
    bench.until(DeviceState.ONLINE)
    assert bench.permit().auth_info


def test_stop_when_nobody_is_looked_at_does_nothing(bench: Bench) -> None:
    bench.driver.open()
    bench.until(DeviceState.ONLINE)
    bench.driver.stop()
    assert bench.permit().auth_info
    assert "stopWxpayface" not in bench.service.calls


def test_a_permit_that_the_provider_did_not_give_is_refused(bench: Bench) -> None:
    bench.driver.open()
    forged = FacePermit("forged", "wx01", "1900000000")
    code_of(ErrorCode.FACE_PAY_REFUSED, lambda: bench.driver.face_code(forged, 1))


def test_success_without_a_code_is_a_protocol_error(bench: Bench) -> None:
    bench.driver.open()
    permit = bench.permit()
    bench.simulator.fault(Fault.NO_CODE)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.simulator.person(Person.LOOKS)
        code_of(ErrorCode.PROTOCOL_ERROR, lambda: looking.result(WAIT_S_MAX))


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.ENDLESS])
def test_bytes_that_are_no_answer_end_the_call_and_it_comes_back(bench: Bench, fault: Fault) -> None:
    bench.driver.open()
    bench.until(DeviceState.ONLINE)
    bench.simulator.fault(fault)
    code_of(ErrorCode.PROTOCOL_ERROR, bench.driver.raw_data)
    bench.simulator.fault(fault, on=False)
    bench.until(DeviceState.ONLINE)
    assert bench.permit().auth_info


def test_a_service_that_dies_is_noticed_while_nobody_pays_and_comes_back(bench: Bench) -> None:
    bench.driver.open()
    bench.until(DeviceState.ONLINE)
    bench.simulator.stop()
    bench.until(DeviceState.OFFLINE)
    bench.simulator.start()
    bench.until(DeviceState.ONLINE)


def test_a_service_that_dies_while_it_looks_ends_the_look(bench: Bench) -> None:
    bench.driver.open()
    permit = bench.permit()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.until_stage(Stage.LOOKING)
        bench.simulator.stop()
        code_of(ErrorCode.DEVICE_OFFLINE, lambda: looking.result(WAIT_S_MAX))


def test_closing_lets_go_even_while_it_looks(bench: Bench) -> None:
    bench.driver.open()
    permit = bench.permit()
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(bench.driver.face_code, permit, 1)
        bench.until_stage(Stage.LOOKING)
        bench.driver.close()
        with pytest.raises(DeviceError):
            looking.result(WAIT_S_MAX)
    bench.until_stage(Stage.NOT_INITIALISED)
    assert bench.service.calls[-2:] == ["stopWxpayface", "releaseWxpayface"]


@pytest.mark.parametrize(
    "options", [{}, {"store_id": "S01"}, OPTIONS | {"device_id": "x" * 33}, OPTIONS | {"mch": "1"}]
)
def test_a_profile_that_cannot_be_is_named(options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as raised:
        WxpayFace("face_pay", "unix:/tmp/x", options)
    assert raised.value.action is Action.CONFIGURATION


@pytest.mark.parametrize("address", ["unix:relative", "unix:/" + "x" * 120, "unix:"])
def test_an_address_that_cannot_be_is_named(address: str) -> None:
    with pytest.raises(DeviceError) as raised:
        WxpayFace("face_pay", address, OPTIONS)
    assert raised.value.action is Action.CONFIGURATION
