import threading
from collections.abc import Callable

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.models.bounded_call import BoundedCalls

LONG_S = 20.0
SHORT_S = 0.02


def _code(act: Callable[[], object]) -> ErrorCode:
    with pytest.raises(DeviceError) as caught:
        act()
    return caught.value.code


def test_the_result_and_the_exception_come_through() -> None:
    calls = BoundedCalls()
    assert calls.run("a", lambda: 7, LONG_S) == 7
    with pytest.raises(ZeroDivisionError):
        calls.run("a", lambda: 1 // 0, LONG_S)
    assert calls.run("a", lambda: 8, LONG_S) == 8


def test_a_call_that_does_not_return_is_left_behind_and_keeps_its_key() -> None:
    calls = BoundedCalls()
    let_go, ended = threading.Event(), threading.Event()

    def stuck() -> None:
        let_go.wait(LONG_S)
        ended.set()

    assert _code(lambda: calls.run("a", stuck, SHORT_S)) is ErrorCode.TIMEOUT
    assert calls.overdue() == {"a"}
    assert _code(lambda: calls.run("a", int, LONG_S)) is ErrorCode.DEVICE_BUSY
    assert calls.run("b", lambda: 1, LONG_S) == 1
    let_go.set()
    assert ended.wait(LONG_S)
    for _ in range(round(LONG_S / SHORT_S)):
        if not calls.overdue():
            break
        threading.Event().wait(SHORT_S)
    assert calls.run("a", lambda: 2, LONG_S) == 2


def test_abandoning_frees_the_waiting_caller() -> None:
    calls = BoundedCalls()
    began, let_go = threading.Event(), threading.Event()
    codes: list[ErrorCode] = []

    def stuck() -> None:
        began.set()
        let_go.wait(LONG_S)

    waiting = threading.Thread(target=lambda: codes.append(_code(lambda: calls.run("a", stuck, LONG_S))))
    waiting.start()
    assert began.wait(LONG_S)
    calls.abandon(DeviceError(ErrorCode.DEVICE_OFFLINE, "closed"))
    waiting.join(LONG_S)
    let_go.set()
    assert codes == [ErrorCode.DEVICE_OFFLINE]
