"""The provider's face camera on a bench: who stands before it, and benches without one."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit
from drivers.models.wxpay_face import WxpayFace
from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.hands import DeedRefused
from hardware_sim.hospital.orders import Channel
from kiosk.profile import load_profile


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A world with the provider's service; no terminal."""
    made = Bench(new_run_dir(), BenchOptions(face_pay="3d"), remove_run_dir=True)
    made.start_world()
    yield made
    made.stop()


def test_the_profile_names_the_service_and_its_codes_pay_at_this_hospital(bench: Bench) -> None:
    (place,) = [each for each in load_profile(bench.write_profile()).devices if each.name == "face_pay"]
    driver = WxpayFace(place.name, place.address, place.options)
    driver.open()
    raw = driver.raw_data()
    auth_info = bench.hospital.hospital.face_cloud.auth_info(raw.raw_data, raw.store_id, raw.device_id)
    permit = FacePermit(auth_info, "wx", "19")
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(driver.face_code, permit, 100)
        bench.do("face_camera", {"behaviour": "declined"})
        code = looking.result(30)
    driver.close()
    with bench.hospital.hospital.lock:
        wallets = bench.hospital.hospital.channels._wallets
        assert wallets.spend(code, Channel.WECHAT, 100).decline_code == "AUTH_CODE_INVALID"
        assert wallets.spend(code, Channel.WECHAT, 100, by_face=True).decline_code == "BALANCE_NOT_ENOUGH"


def test_who_is_not_asked_to_look_cannot(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    person = bench.face_pay.person
    monkeypatch.setattr(bench.face_pay, "person", lambda who, behaviour: person(who, behaviour, wait_s_max=0.05))
    with pytest.raises(DeedRefused, match="asks nobody"):
        bench.do("face_camera", {})


@pytest.mark.parametrize(
    ("deed", "body"),
    [
        ("face_camera", {"who": "asleep"}),
        ("face_camera", {"behaviour": "rich"}),
        ("face_pay", {"fault": "tired"}),
    ],
)
def test_what_nobody_can_do_is_refused_and_says_what_there_is(bench: Bench, deed: str, body: dict[str, object]) -> None:
    with pytest.raises(DeedRefused, match="there are"):
        bench.do(deed, body)


DEEDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("face_camera", {}),
    ("stop_face_pay", {}),
    ("face_pay", {"fault": "silent"}),
)


@pytest.mark.parametrize(("deed", "body"), DEEDS)
def test_a_bench_without_one_says_so(
    bench: Bench, deed: str, body: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "options", replace(bench.options, face_pay=""))
    assert "face_pay" not in {each.name for each in load_profile(bench.write_profile()).devices}
    with pytest.raises(DeedRefused, match="no face camera"):
        bench.do(deed, body)


def test_a_service_that_dies_and_is_mended(bench: Bench) -> None:
    driver = WxpayFace("face_pay", bench.face_pay.address, {"store_id": "S01", "device_id": "D01", "reopen_s_max": 0.1})
    driver.open()
    driver.raw_data()
    bench.do("stop_face_pay", {})
    with pytest.raises(DeviceError) as raised:
        driver.raw_data()
    assert raised.value.code is ErrorCode.DEVICE_OFFLINE
    bench.do("mend_face_pay", {})
    deadline = time.monotonic() + 30
    while True:
        try:
            assert driver.raw_data().raw_data
            break
        except DeviceError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    driver.close()
