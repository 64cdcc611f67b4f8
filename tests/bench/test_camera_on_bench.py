"""The camera on a bench: hands, accidents, the page's view; and benches without a camera or without a scanner."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import requests
import zxingcpp

from hardware_sim.bench import camera_hands
from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.bench.doing_as_asked import asked_by
from hardware_sim.bench.hands import DeedRefused
from hardware_sim.camera import bit_strip
from hardware_sim.camera.picture import Picture
from hardware_sim.faces import photo_of
from hardware_sim.panel.app import make_app
from hardware_sim.panel.server import PanelServer, listen
from hardware_sim.panel.streams import Hub
from hardware_sim.scenarios.command import bench_options
from hardware_sim.scenarios.load import load_scenario
from kiosk.profile import load_profile
from tests.bench.test_panel_api import post, state
from tests.camera.conftest import STALLS_SOON, Watched, until

WAIT_S_MAX = 30.0
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A world with a camera and without a scanner; no terminal."""
    bench = Bench(new_run_dir(), BenchOptions(camera=True, scanner=False), remove_run_dir=True)
    bench.start_world()
    yield bench
    bench.stop()


@pytest.fixture(scope="module")
def url(bench: Bench) -> Iterator[str]:
    server = PanelServer(make_app(bench, Hub()), listen(0))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def seen(bench: Bench) -> Iterator[Watched]:
    """The shipped driver, as the bench's profile names it."""
    places = {each.name: each for each in load_profile(bench.write_profile()).devices}
    assert places["camera"].model == "opencv" and "code_scanner" not in places
    watched = Watched(places["camera"].address, **STALLS_SOON)
    watched.camera.look()
    yield watched
    watched.camera.close()
    bench.do("step_away", {})


def _codes_before(watched: Watched) -> set[str]:
    pixels: Picture = watched.camera.frame(0, WAIT_S_MAX).pixels
    return {found.text for found in zxingcpp.read_barcodes(pixels)}


@pytest.mark.parametrize(
    "body",
    [
        {"what": "payer_code", "channel": "alipay"},
        {"what": "payer_code", "symbol": "code128", "tilt": 5},
        {"what": "bill_slip", "person": "zhang"},
        {"what": "ecredential", "person": "zhang"},
        {"what": "hospital_card", "person": "zhang", "code": True},
        {"what": "text", "text": "hello"},
    ],
)
def test_what_is_held_up_is_read_off_the_picture(
    bench: Bench, url: str, seen: Watched, body: dict[str, object]
) -> None:
    assert post(url, "hands/hold_to_camera", body).status_code == 200
    until(lambda: len(_codes_before(seen)) == 1)
    told = [each for each in bench.events.after(0) if each.actor == "patient"][-1]  # the camera's come any time
    assert (told.event, told.data["what"]) == ("hold_to_camera", body["what"])
    assert not _codes_before(seen) & set(map(str, told.data.values()))  # a code is nobody's to read later
    assert post(url, "hands/step_away", {}).status_code == 200
    until(lambda: not _codes_before(seen))


@pytest.mark.skipif(photo_of("xin") is None, reason="packaging/fetch.py photos")
def test_somebody_stands_there_and_goes(url: str, seen: Watched) -> None:
    before = seen.camera.frame(0, WAIT_S_MAX).pixels
    assert post(url, "hands/look_into_camera", {"person": "xin", "how": "near"}).status_code == 200
    until(lambda: np.abs(seen.camera.frame(0, WAIT_S_MAX).pixels.astype(int) - before).mean() > 20)
    assert "xin" in state(url)["camera"]["faces"]


class Hears:
    """A performance that remembers what it was told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def told(self, what: str) -> None:
        self.heard.append(what)

    def __call__(self, t_s: float) -> Picture:
        return np.zeros((480, 640, 3), np.uint8)


def test_who_acts_does_what_the_screen_asks_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    who = Hears()
    monkeypatch.setattr(camera_hands, "performance", lambda *_: who)
    bench.do("look_into_camera", {"person": "xin", "how": "acting"})
    for name, spoken in (
        *(("LookHere", "请正对着看这里"), ("LookHere", "请眨一下眼睛"), ("LookHere", "请眨一下眼睛")),
        *(("LookHere", "请慢慢向右转头"), ("Attract", "请慢慢向左转头"), ("LookHere", "请眨一下眼睛")),
    ):
        bench.events.add("terminal", "screen_shown", {"name": name, "spoken": spoken})
    bench.do("act_before_camera", {"act": "turn_left"})
    bench.do("step_away", {})
    bench.events.add("terminal", "screen_shown", {"name": "LookHere", "spoken": "请慢慢向左转头"})
    assert who.heard == ["blink", "turn_right", "blink", "turn_left"]
    with pytest.raises(DeedRefused, match="nobody"):
        bench.do("act_before_camera", {"act": "blink"})


def test_the_words_are_those_of_the_screen_in_both_languages() -> None:
    qml = (ROOT / "ui/qml/Wording/Faces.qml").read_text(encoding="utf-8")
    asked = dict(re.findall(r'"(blink|turn_left|turn_right)": qsTr\("(.+?)"\)', qml))
    english = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui/i18n").glob("*_en.ts"))
    for act, chinese in asked.items():
        translation = re.search(rf"<source>{chinese}</source>\s*<translation>(.+?)</translation>", english)
        assert translation is not None and asked_by(chinese) == asked_by(translation[1]) == act
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("deed", "body", "status"),
    [
        ("hands/look_into_camera", {"person": "nobody"}, 409),
        ("hands/look_into_camera", {"person": "xin", "how": "asleep"}, 400),
        ("hands/hold_to_camera", {"what": "bill_slip"}, 409),  # whose?
        ("hands/hold_to_camera", {"what": "payer_code", "person": "zhang"}, 409),
        ("hands/hold_to_camera", {"what": "hand"}, 400),
        ("hands/hold_to_camera", {"what": "receipt"}, 409),  # none has come out
        ("accidents/camera", {"fault": "TIRED"}, 409),
        ("hands/scan", {"text": "hello"}, 409),  # this bench has no scanner
    ],
)
def test_what_cannot_be_done_is_said(url: str, deed: str, body: dict[str, object], status: int) -> None:
    answer = post(url, deed, body)
    assert answer.status_code == status and answer.json()["error"]


def test_an_accident_and_its_mending(url: str, seen: Watched) -> None:
    assert post(url, "accidents/camera", {"fault": "STALL"}).status_code == 200
    assert {"text": "camera · stall", "good": False} in state(url)["states"]
    until(lambda: seen.told() == ["CAMERA_STALLED"])
    assert post(url, "accidents/mend_camera", {}).status_code == 200
    until(lambda: seen.told() == ["CAMERA_STALLED", "recovered"])


def test_the_page_sees_what_the_terminal_sees_and_nothing_else(bench: Bench, url: str) -> None:
    until(lambda: not bench.camera.looked_at)
    assert requests.get(url + "camera.jpg", timeout=5).status_code == 204
    watched = Watched(bench.camera.address)
    watched.camera.look()
    until(lambda: requests.get(url + "camera.jpg", timeout=5).status_code == 200)
    jpeg = np.frombuffer(requests.get(url + "camera.jpg", timeout=5).content, np.uint8)
    assert bit_strip.read(np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)) is not None
    watched.camera.close()
    until(
        lambda: [each.event for each in bench.events.after(0) if each.actor == "camera"][-2:] == ["looked_at", "rests"]
    )
    assert "camera" not in bench.wires.names  # pictures are no bytes to be kept


def _of_the_camera(bench: Bench) -> list[str]:
    return [each.event for each in bench.events.after(0) if each.actor == "camera"]


def test_a_bench_without_a_camera(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "options", replace(bench.options, camera=False))
    for deed, arguments in (("step_away", {}), ("camera", {"fault": "STALL"}), ("mend_camera", {})):
        with pytest.raises(DeedRefused, match="no camera"):
            bench.do(deed, dict(arguments))


def test_a_scenario_says_what_the_machine_has(tmp_path: Path) -> None:
    file = tmp_path / "try.yaml"
    file.write_text(
        "name: try\ntitle: t\nterminal: {camera: true, scanner: false}\n"
        "accidents:\n  - {at_s: 1, camera: {fault: BLACK}}\n"
        "steps:\n  - look_into_camera: {person: xin}\n  - hold_to_camera: {what: payer_code}\n  - step_away: {}\n"
    )
    options = bench_options(load_scenario(file))
    assert options.camera and not options.scanner
