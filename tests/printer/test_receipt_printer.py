"""The receipt printer driver over TCP and over a serial pty, with the simulated printer at the other end."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.receipt_printer import Paper
from drivers.api.status import DeviceState
from hardware_sim.printer.faults import Fault
from tests.printer.bench import IMPATIENT, PATIENT, WAIT_S_MAX, Bench
from tests.printer.slips import LONG_SLIP, NEXT_SLIP, QR_CONTENT, SHORT_SLIP, SLIP

NewBench = Callable[..., Bench]
WHOLE_SHORT_SLIP = "第一行\n第二行\n第三行\n第四行"


@pytest.fixture(params=["tcp", "pty"])
def new_bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewBench]:
    benches: list[Bench] = []

    def make(options: dict[str, object] | None = None, paper_mm: int = 80) -> Bench:
        benches.append(Bench(request.param, tmp_path, options, paper_mm))
        return benches[-1]

    yield make
    for bench in benches:
        bench.close()


def print_error(bench: Bench) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        bench.driver.print(SHORT_SLIP)
    return caught.value


def cause_of(error: DeviceError) -> ErrorCode:
    assert isinstance(error.__cause__, DeviceError)
    return error.__cause__.code


@pytest.mark.parametrize("paper_mm", [80, 58])
def test_a_slip_comes_out_whole_and_its_qr_code_can_be_read(new_bench: NewBench, tmp_path: Path, paper_mm: int) -> None:
    bench = new_bench(paper_mm=paper_mm)
    bench.driver.open()
    bench.driver.print(SLIP)
    (slip,) = bench.simulator.wait_for_slips(1, WAIT_S_MAX)
    assert "医站人民医院" in slip.text
    assert "￥25.00" in slip.text
    (tmp_path / "slip.png").write_bytes(slip.png)
    seen = subprocess.run(["zbarimg", "-q", "--raw", str(tmp_path / "slip.png")], capture_output=True, timeout=20)
    assert seen.stdout.decode().strip() == QR_CONTENT
    assert bench.events == []  # no unknown byte, and the rare character was drawn


def test_print_returns_when_the_paper_is_out_and_not_before(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.driver.open()
    bench.driver.print(SHORT_SLIP)
    bench.driver.print(NEXT_SLIP)
    assert bench.texts() == [WHOLE_SHORT_SLIP, "下一位"]


@pytest.mark.parametrize(
    ("fault", "code", "state"),
    [
        (Fault.PAPER_OUT, ErrorCode.PAPER_OUT, DeviceState.USER_ERROR),
        (Fault.COVER_OPEN, ErrorCode.COVER_OPEN, DeviceState.USER_ERROR),
        (Fault.CUTTER_ERROR, ErrorCode.CUTTER_ERROR, DeviceState.HARDWARE_ERROR),
        (Fault.JAM, ErrorCode.PAPER_JAMMED, DeviceState.USER_ERROR),
        (Fault.OVERHEATED, ErrorCode.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
        (Fault.BROKEN, ErrorCode.HARDWARE_ERROR, DeviceState.HARDWARE_ERROR),
        (Fault.OFFLINE, ErrorCode.DEVICE_OFFLINE, DeviceState.OFFLINE),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(
    new_bench: NewBench, fault: Fault, code: ErrorCode, state: DeviceState
) -> None:
    bench = new_bench()
    bench.simulator.set_fault(fault)
    bench.driver.open()
    assert print_error(bench).code is code
    assert bench.driver.status().state is state
    sent = b"".join(data for direction, data in bench.wire if direction == "to_printer")
    assert b"\x1b" not in sent
    bench.simulator.clear()
    bench.wait_until_fine()
    bench.driver.print(SHORT_SLIP)
    assert bench.texts() == [WHOLE_SHORT_SLIP]


@pytest.mark.parametrize("fault", [Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.CUTTER_ERROR, Fault.JAM, Fault.OFFLINE])
def test_a_change_is_told_by_itself_and_so_is_its_end(new_bench: NewBench, fault: Fault) -> None:
    bench = new_bench(PATIENT | {"poll_s": 3600.0})
    bench.driver.open()
    bench.driver.print(NEXT_SLIP)
    bench.simulator.set_fault(fault)
    bench.wait_for_error()
    bench.simulator.clear()
    bench.wait_until_fine()


def test_a_change_is_told_by_itself_even_before_the_first_slip(new_bench: NewBench) -> None:
    bench = new_bench(PATIENT | {"poll_s": 3600.0})
    bench.driver.open()
    bench.driver.printer_status()
    bench.simulator.set_fault(Fault.COVER_OPEN)
    assert bench.wait_for_error().code is ErrorCode.COVER_OPEN


def test_low_paper_is_told_and_prints(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.driver.open()
    bench.simulator.set_fault(Fault.PAPER_LOW)
    assert bench.wait_for(lambda status: status.paper is Paper.LOW).error is None
    bench.driver.print(SHORT_SLIP)
    assert bench.driver.status().health_reason == "paper low"
    assert bench.driver.status().state is DeviceState.ONLINE


def test_paper_out_in_the_middle_waits_for_the_new_roll(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.driver.open()
    bench.simulator.set_fault(Fault.PAPER_OUT_AFTER_LINES, 2)
    printing = bench.begin_printing(SHORT_SLIP)
    assert bench.wait_for_error().code is ErrorCode.PAPER_OUT
    assert not printing.done()
    bench.simulator.load_paper()
    printing.result(WAIT_S_MAX)
    assert bench.texts() == [WHOLE_SHORT_SLIP]


@pytest.mark.parametrize(
    ("fault", "amount", "cause"),
    [
        (Fault.PAPER_OUT_AFTER_LINES, 2, ErrorCode.PAPER_OUT),
        (Fault.PAPER_OUT_AFTER_CUT, 0, ErrorCode.PAPER_OUT),
        (Fault.JAM_AFTER_LINES, 1, ErrorCode.PAPER_JAMMED),
        (Fault.CUTTER_ERROR_AT_CUT, 0, ErrorCode.CUTTER_ERROR),
    ],
)
def test_trouble_that_lasts_leaves_the_slip_unknown_and_says_why(
    new_bench: NewBench, fault: Fault, amount: int, cause: ErrorCode
) -> None:
    bench = new_bench(IMPATIENT)
    bench.driver.open()
    bench.simulator.set_fault(fault, amount)
    error = print_error(bench)
    assert error.code is ErrorCode.PRINT_UNKNOWN
    assert cause_of(error) is cause


def test_the_late_end_of_an_unknown_slip_is_not_taken_for_the_end_of_the_next(new_bench: NewBench) -> None:
    bench = new_bench(IMPATIENT | {"print_s_max": 2.0})
    bench.driver.open()
    bench.simulator.set_fault(Fault.PAPER_OUT_AFTER_CUT)
    assert print_error(bench).code is ErrorCode.PRINT_UNKNOWN
    bench.wait_for_error()
    bench.simulator.load_paper()
    bench.wait_until_fine()
    bench.simulator.set_fault(Fault.PAPER_OUT_AFTER_LINES, 2)
    assert cause_of(print_error(bench)) is ErrorCode.PAPER_OUT
    bench.wait_for_error()
    bench.simulator.load_paper()
    bench.wait_until_fine()
    bench.driver.print(NEXT_SLIP)
    assert bench.texts() == [WHOLE_SHORT_SLIP, WHOLE_SHORT_SLIP, "下一位"]


@pytest.mark.parametrize("fault", [Fault.NO_STATUS_BACK])
def test_a_clone_that_tells_nothing_by_itself_is_asked(new_bench: NewBench, fault: Fault) -> None:
    bench = new_bench(IMPATIENT)
    bench.simulator.set_fault(fault)
    bench.driver.open()
    bench.driver.print(NEXT_SLIP)
    bench.simulator.set_fault(Fault.COVER_OPEN)
    assert bench.wait_for_error().code is ErrorCode.COVER_OPEN
    bench.simulator.close_cover()
    bench.wait_until_fine()
    bench.simulator.set_fault(Fault.PAPER_OUT_AFTER_LINES, 1)
    assert cause_of(print_error(bench)) is ErrorCode.PAPER_OUT


@pytest.mark.parametrize("more", [0, 5, 40, 700])
def test_a_cable_cut_in_the_middle_is_unknown_and_the_next_slip_is_clean(new_bench: NewBench, more: int) -> None:
    bench = new_bench(PATIENT | {"poll_s": 3600.0})
    bench.driver.open()
    bench.driver.print(SHORT_SLIP)
    question_bytes = 12
    bench.simulator.set_fault(Fault.CABLE_CUT_AFTER_BYTES, question_bytes + 1 + more)
    with pytest.raises(DeviceError) as caught:
        bench.driver.print(SLIP)
    assert caught.value.code is ErrorCode.PRINT_UNKNOWN
    assert cause_of(caught.value) is ErrorCode.DEVICE_OFFLINE
    bench.wait_for_error()
    bench.simulator.plug_in()
    bench.wait_until_fine()
    bench.driver.print(NEXT_SLIP)
    assert bench.texts()[-1] == "下一位"


def test_a_long_slip_cut_off_half_way_is_unknown(new_bench: NewBench) -> None:
    bench = new_bench(PATIENT | {"print_s_max": 600.0})
    bench.driver.open()
    bench.simulator.set_fault(Fault.CABLE_CUT_AFTER_BYTES, 9000)
    error = bench.begin_printing(LONG_SLIP).exception(WAIT_S_MAX)
    assert isinstance(error, DeviceError)
    assert error.code is ErrorCode.PRINT_UNKNOWN
    assert bench.texts() == []


def test_a_pulled_cable_is_told_and_comes_back_by_itself(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.driver.open()
    bench.simulator.set_fault(Fault.CABLE_CUT)
    assert bench.wait_for_error().code is ErrorCode.DEVICE_OFFLINE
    assert bench.driver.status().state is DeviceState.OFFLINE
    assert print_error(bench).code is ErrorCode.DEVICE_OFFLINE
    bench.simulator.plug_in()
    bench.wait_until_fine()
    bench.driver.print(SHORT_SLIP)
    assert bench.texts() == [WHOLE_SHORT_SLIP]


def test_a_printer_that_went_silent_is_found_without_a_job(new_bench: NewBench) -> None:
    bench = new_bench(IMPATIENT)
    bench.driver.open()
    bench.simulator.set_fault(Fault.MUTE)
    assert bench.wait_for_error().code is ErrorCode.TIMEOUT
    with pytest.raises(DeviceError):
        bench.driver.printer_status()
    bench.simulator.clear()
    bench.wait_until_fine()


def test_a_printer_that_does_not_answer_a_question_is_told_as_timed_out(new_bench: NewBench) -> None:
    bench = new_bench(IMPATIENT | {"poll_s": 3600.0})
    bench.driver.open()
    bench.simulator.set_fault(Fault.MUTE)
    with pytest.raises(DeviceError) as caught:
        bench.driver.printer_status()
    assert caught.value.code is ErrorCode.TIMEOUT
    assert bench.wait_for_error().code is ErrorCode.TIMEOUT


def test_a_silent_printer_does_not_open(new_bench: NewBench) -> None:
    bench = new_bench(IMPATIENT)
    bench.simulator.set_fault(Fault.MUTE)
    with pytest.raises(DeviceError) as caught:
        bench.driver.open()
    assert caught.value.code is ErrorCode.TIMEOUT
    assert bench.driver.status().state is DeviceState.OFFLINE


def test_answers_that_no_printer_sends_hint_at_the_baud_rate(new_bench: NewBench) -> None:
    bench = new_bench(IMPATIENT)
    bench.simulator.set_fault(Fault.GARBLED)
    with pytest.raises(DeviceError) as caught:
        bench.driver.open()
    assert (caught.value.code, caught.value.action) == (ErrorCode.PROTOCOL_ERROR, Action.CONFIGURATION)


def test_an_unplugged_printer_does_not_open(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.simulator.stop()
    with pytest.raises(DeviceError) as caught:
        bench.driver.open()
    assert caught.value.code is ErrorCode.DEVICE_OFFLINE
    assert caught.value.__cause__ is not None


def test_closing_ends_a_print_that_waits(new_bench: NewBench) -> None:
    bench = new_bench(PATIENT | {"print_s_max": 600.0})
    bench.driver.open()
    bench.simulator.set_fault(Fault.PAPER_OUT_AFTER_LINES, 1)
    printing = bench.begin_printing(SHORT_SLIP)
    bench.wait_for_error()
    bench.driver.close()
    error = printing.exception(WAIT_S_MAX)
    assert isinstance(error, DeviceError)
    assert error.code is ErrorCode.PRINT_UNKNOWN


def test_the_next_program_can_open_the_printer_after_the_last_one(new_bench: NewBench) -> None:
    bench = new_bench()
    bench.driver.open()
    bench.driver.print(NEXT_SLIP)
    bench.driver.close()
    other = bench.new_driver(PATIENT)
    other.open()
    other.print(SHORT_SLIP)
    other.close()
    assert bench.texts() == ["下一位", WHOLE_SHORT_SLIP]


@pytest.mark.parametrize(
    "options", [{"paper_mm": 76}, {"paper_mm": "80"}, {"print_s_max": 0}, {"colour": "red"}, {"font_path": 7}]
)
def test_a_wrong_option_is_refused_by_name(new_bench: NewBench, options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as caught:
        new_bench().new_driver(options)
    assert caught.value.action is Action.CONFIGURATION
    assert next(iter(options)) in caught.value.detail
