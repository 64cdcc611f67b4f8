"""The panel's API on a world without a terminal: guarded, held against the schema, and each hand does what it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from hardware_sim.bench.bench import Bench, BenchOptions, new_run_dir
from hardware_sim.panel.app import make_app
from hardware_sim.panel.server import PanelServer, listen
from hardware_sim.panel.streams import Hub, Message
from hardware_sim.report_printer.simulated import SimulatedReportPrinter
from tests.report_printer.pdfs import pdf

CALL_S_MAX = 30


hub = Hub()


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """A world; no terminal."""
    bench = Bench(
        new_run_dir(),
        BenchOptions(),
        remove_run_dir=True,
        on_chunk=lambda chunk: hub.publish(Message("bytes", chunk.as_dict())),
    )
    bench.start_world()
    yield bench
    bench.stop()


@pytest.fixture(scope="module")
def url(bench: Bench) -> Iterator[str]:
    """Its panel."""
    server = PanelServer(make_app(bench, hub), listen(0))
    server.start()
    yield server.url
    server.stop()


def post(url: str, path: str, body: object, **headers: str) -> requests.Response:
    return requests.post(
        url + "api/" + path,
        data=json.dumps(body),
        headers={"Content-Type": "application/json", **headers},
        timeout=CALL_S_MAX,
    )


def state(url: str) -> dict[str, Any]:
    found: dict[str, Any] = requests.get(url + "api/state", timeout=CALL_S_MAX).json()
    return found


def test_the_page_and_its_parts_are_served(url: str) -> None:
    page = requests.get(url, timeout=CALL_S_MAX)
    assert "Yizhan" in page.text
    for part in ("panel.js", "panel.css", "icon.svg"):
        assert requests.get(f"{url}static/{part}", timeout=CALL_S_MAX).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.0.2.7:8600", ""])
def test_a_foreign_host_name_is_refused(url: str, host: str) -> None:
    assert requests.get(url + "api/state", headers={"Host": host}, timeout=CALL_S_MAX).status_code in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
    ],
)
def test_a_post_of_another_page_is_refused_and_does_nothing(url: str, headers: dict[str, str]) -> None:
    assert post(url, "hands/insert_card", {"card": "zhang"}, **headers).status_code == 403
    assert state(url)["slots"] == ["", ""]


def test_a_body_that_is_too_large_is_refused(url: str) -> None:
    assert post(url, "hands/scan", {"text": "x" * 20_000}).status_code == 403


@pytest.mark.parametrize("body", [{}, {"card": 7}, {"card": "zhang", "slot": 9}, {"card": "zhang", "x": 1}, [], "card"])
def test_a_body_that_the_schema_does_not_know_is_refused(url: str, body: object) -> None:
    answer = post(url, "hands/insert_card", body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_card_goes_in_once_and_comes_out(url: str) -> None:
    assert post(url, "hands/insert_card", {"card": "zhang"}).status_code == 200
    assert post(url, "hands/insert_card", {"card": "li"}).status_code == 409
    assert state(url)["slots"] == ["zhang", ""]
    assert post(url, "hands/remove_card", {"slot": 1}).status_code == 200
    assert state(url)["slots"] == ["", ""]
    assert post(url, "hands/remove_card", {"slot": 1}).status_code == 409


def test_a_card_that_is_out_can_go_in_at_once(url: str) -> None:
    for _ in range(10):
        assert post(url, "hands/insert_card", {"card": "zhang"}).status_code == 200
        assert post(url, "hands/remove_card", {"slot": 1}).status_code == 200


def test_an_unknown_card_fault_or_phone_is_refused(url: str) -> None:
    assert post(url, "hands/insert_card", {"card": "nobody"}).status_code == 409
    assert post(url, "accidents/printer", {"fault": "ON_FIRE"}).status_code == 409
    assert post(url, "accidents/hospital_fault", {"name": "FLOOD"}).status_code == 409
    assert post(url, "hands/scan_payer_code", {"behaviour": "rich"}).status_code == 409
    assert post(url, "hands/dance", {}).status_code == 404


def test_what_the_scanner_says_is_on_its_wire(url: str) -> None:
    assert post(url, "hands/scan", {"text": "HELLO"}).status_code == 200
    chunks = requests.get(url + "api/wires/code_scanner", timeout=CALL_S_MAX).json()
    assert chunks[-1]["ascii"] == "HELLO·"
    assert chunks[-1]["hex"] == "48 45 4C 4C 4F 0D"


def test_an_unplugged_scanner_reads_nothing(url: str) -> None:
    post(url, "accidents/unplug_scanner", {})
    assert post(url, "hands/scan", {"text": "HELLO"}).status_code == 409
    post(url, "accidents/replug_scanner", {})
    assert post(url, "hands/scan", {"text": "HELLO"}).status_code == 200


def test_the_hospitals_faults_are_listed_until_they_are_cleared(url: str) -> None:
    body = {"name": "HTTP_500", "call": "confirmSettlement", "times": 2}
    assert post(url, "accidents/hospital_fault", body).status_code == 200
    assert state(url)["hospital_active"] == ["HTTP_500 on confirmSettlement, 2×"]
    post(url, "accidents/mend_hospital", {})
    assert state(url)["hospital_active"] == []


def test_the_printers_trouble_shows(url: str) -> None:
    post(url, "accidents/printer", {"fault": "PAPER_OUT"})
    assert {"text": "printer · paper out", "good": False} in state(url)["states"]
    post(url, "accidents/load_paper", {})
    assert {"text": "printer", "good": True} in state(url)["states"]


def test_without_a_terminal_there_is_no_screen_and_no_belief(url: str) -> None:
    assert post(url, "tap", {"name": "x"}).status_code == 409
    assert requests.get(url + "screen.png", timeout=CALL_S_MAX).status_code == 503
    assert requests.get(url + "api/belief", timeout=CALL_S_MAX).status_code == 503
    assert requests.get(url + "api/ledger", timeout=CALL_S_MAX).json()["entries"] == []
    assert requests.get(url + "api/slips/1.png", timeout=CALL_S_MAX).status_code == 404


def test_events_and_bytes_are_streamed(url: str) -> None:
    with requests.get(url + "api/events", stream=True, timeout=CALL_S_MAX) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines).startswith(":")
        post(url, "hands/scan", {"text": "SEEN"})
        seen = ""
        while "event: happened" not in seen or "event: bytes" not in seen:
            seen += next(lines) + "\n"
    assert '"event": "scan"' in seen or "53 45 45 4E" in seen


def test_the_panel_is_on_loopback_only(url: str) -> None:
    assert url.startswith("http://127.0.0.1:")
    first = listen(0)
    second = listen(first.getsockname()[1])  # taken: the next free one
    assert second.getsockname()[1] != first.getsockname()[1]
    first.close()
    second.close()


def test_the_a4_printers_trouble_shows_and_its_sheets_can_be_looked_at(url: str, bench: Bench) -> None:
    post(url, "accidents/report_printer", {"fault": "PAPER_OUT"})
    assert {"text": "A4 printer · media empty", "good": False} in state(url)["states"]
    assert isinstance(bench.report_printer, SimulatedReportPrinter)
    bench.report_printer.machine.add("yz-1", "k07", pdf("one", "two"))
    post(url, "accidents/load_report_paper", {})
    assert bench.events.wait(lambda event: event.event == "document", after=0, within_s_max=10)
    assert state(url)["documents"] == [{"number": 1, "pages": 2}]
    sheet = requests.get(url + "api/documents/1/2.png", timeout=CALL_S_MAX)
    assert (sheet.headers["Content-Type"], sheet.content[:4]) == ("image/png", b"\x89PNG")
    assert requests.get(url + "api/documents/1.pdf", timeout=CALL_S_MAX).content.startswith(b"%PDF")
    for missing in ("api/documents/1/3.png", "api/documents/9/1.png", "api/documents/9.pdf"):
        assert requests.get(url + missing, timeout=CALL_S_MAX).status_code == 404
    assert post(url, "accidents/report_printer", {"fault": "ON_FIRE"}).status_code == 409
