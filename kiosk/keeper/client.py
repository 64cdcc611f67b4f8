"""The turn's side of the socket: `AsyncKeeperClient` for journeys, `KeeperClient` for the command line.

A keeper that is killed is back in a moment: a call waits for it, up to `wait_s_max`, and is made again on a new
connection. The keeper finds by itself what a call that came twice had begun.
"""

import asyncio
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kiosk.domain.bill import Bill
from kiosk.domain.case import Case
from kiosk.domain.day_close import DayClose
from kiosk.domain.evidence import Evidence
from kiosk.domain.inquiry import Command, Notice, Query, answer_type
from kiosk.domain.patient import Patient
from kiosk.domain.payment import NothingToPay, PayByFace, PayByPayerCode, PayMethod
from kiosk.domain.quote import Quote
from kiosk.domain.slip import Slip, SlipState
from kiosk.domain.staff import StaffAct, StaffItem, StaffPerson, StaffStory
from kiosk.keeper import protocol
from kiosk.keeper.evidence_fields import identify_request
from kiosk.keeper.frames import HEADER, FrameDecoder, FrameError, frame, length_of
from kiosk.keeper.protocol import CALL_S_MAX, RESULTS, VERSION, Answer, AnyRequest, Call, HealthReport, Refusal
from kiosk.keeper.refused import Refused

R = TypeVar("R")
RETRY_S = 0.05
READ_BYTES = 64 * 1024


def result_of(answer: Answer, kind: object) -> Any:
    """The result as a `kind`. Raises Refused, and MsgspecError if it is none."""
    if answer.refusal is not None:
        raise Refused(answer.refusal, answer.reason)
    result: Any = msgspec.json.decode(answer.result, type=kind)
    return result


class KeeperClient:
    """One call at a time; no waiting for a keeper that is not there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def call(self, request: AnyRequest, deadline_s: float = CALL_S_MAX) -> Any:
        """Raises Refused; KEEPER_UNREACHABLE if there is none, or it ends in the middle."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
                peer.settimeout(deadline_s)
                peer.connect(str(self._path))
                peer.sendall(frame(Call(VERSION, 1, deadline_s, request)))
                return result_of(_one_answer(peer, deadline_s), RESULTS[type(request)])
        except (OSError, FrameError, msgspec.MsgspecError) as error:
            raise Refused(Refusal.KEEPER_UNREACHABLE) from error


def _one_answer(peer: socket.socket, deadline_s: float) -> Answer:
    decoder, ends_s = FrameDecoder(), time.monotonic() + deadline_s
    while time.monotonic() < ends_s:
        data = peer.recv(READ_BYTES)
        if not data:
            break
        for body in decoder.feed(data):
            answer: Answer = msgspec.json.decode(body, type=Answer)
            return answer
    raise FrameError("no answer")


class _Link:
    """One connection. Calls on it run side by side; when it ends, all of them hear of it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._next_id = 0
        self.broken = False
        self._task = asyncio.ensure_future(self._read())

    async def call(self, request: AnyRequest, deadline_s: float) -> Answer:
        """Raises ConnectionError or TimeoutError."""
        if self.broken:
            raise ConnectionError
        self._next_id += 1
        call_id = self._next_id
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[call_id] = future
        try:
            self._writer.write(frame(Call(VERSION, call_id, deadline_s, request)))
            async with asyncio.timeout(deadline_s):
                await self._writer.drain()
                return await future
        finally:
            self._waiting.pop(call_id, None)
            if not future.done():
                future.cancel()

    async def close(self) -> None:
        self._break()
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        with suppress(OSError):
            await self._writer.wait_closed()

    async def _read(self) -> None:
        try:
            while True:
                length = length_of(await self._reader.readexactly(HEADER.size))
                answer: Answer = msgspec.json.decode(await self._reader.readexactly(length), type=Answer)
                future = self._waiting.get(answer.call_id)
                if future is not None and not future.done():
                    future.set_result(answer)
        except (OSError, EOFError, FrameError, msgspec.MsgspecError):
            pass  # gone, or no keeper
        finally:
            self._break()

    def _break(self) -> None:
        self.broken = True
        self._writer.close()
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError())


class AsyncKeeperClient:
    """`kiosk.ports.Keeper`. Every call raises Refused."""

    def __init__(self, path: Path, wait_s_max: float, now_s: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._wait_s_max = wait_s_max
        self._now_s = now_s
        self._link: _Link | None = None
        self._linking = asyncio.Lock()
        self._visit = ""

    async def activate(self) -> None:
        activated: protocol.Activated = await self._call(protocol.Activate(os.getpid()))
        self._visit = activated.visit

    async def identify(self, evidence: Evidence) -> Patient:
        found: Patient = await self._call(identify_request(self._visit, evidence))
        return found

    async def unpaid_bills(self, handle: str) -> tuple[Bill, ...]:
        bills: tuple[Bill, ...] = await self._call(protocol.UnpaidBills(self._visit, handle))
        return bills

    async def preview(self, handle: str, bill_ids: tuple[str, ...], coverage_code: str) -> Quote:
        request = protocol.PreviewSettlement(self._visit, handle, bill_ids, coverage_code)
        quote: Quote = await self._call(request)
        return quote

    async def release_quote(self, quote_id: str) -> None:
        await self._call(protocol.ReleaseQuote(self._visit, quote_id))

    async def start_settlement(self, quote_id: str, method: PayMethod) -> Case:
        case: Case = await self._call(_start(self._visit, quote_id, method))
        return case

    async def watch_case(self, case_id: str, seen_version: int, wait_s: float) -> Case:
        request = protocol.WatchCase(self._visit, case_id, seen_version, wait_s)
        case: Case = await self._call(request)
        return case

    async def cancel_case(self, case_id: str) -> Case:
        case: Case = await self._call(protocol.CancelCase(self._visit, case_id))
        return case

    async def untold_cases(self) -> tuple[Case, ...]:
        cases: tuple[Case, ...] = await self._call(protocol.UntoldCases(self._visit))
        return cases

    async def case_told(self, case: Case) -> None:
        await self._call(protocol.CaseTold(self._visit, case.case_id, case.phase))

    async def find_settlement(self, case_id: str) -> Case:
        case: Case = await self._call(protocol.FindSettlement(self._visit, case_id))
        return case

    async def lease_slip(self, case_id: str = "", handle: str = "") -> Slip | None:
        slip: Slip | None = await self._call(protocol.LeaseSlip(self._visit, case_id, handle))
        return slip

    async def report_slip(self, slip_id: str, state: SlipState) -> None:
        await self._call(protocol.SlipReport(self._visit, slip_id, state))

    async def call_staff(self, step: str) -> str:
        call_id: str = await self._call(protocol.CallStaff(self._visit, step))
        return call_id

    async def health(self) -> HealthReport:
        report: HealthReport = await self._call(protocol.GetHealth())
        return report

    async def ask(self, query: Query[R], handle: str = "") -> R:
        request = protocol.Ask(self._visit, type(query).__name__, _content(query), handle)
        answer: R = await self._call(request, answer_type(type(query)))
        return answer

    async def do(self, command: Command[R], handle: str = "") -> R:
        request = protocol.Do(self._visit, type(command).__name__, _content(command), handle)
        answer: R = await self._call(request, answer_type(type(command)))
        return answer

    async def tell(self, notice: Notice, handle: str = "") -> str:
        number: str = await self._call(protocol.Tell(self._visit, type(notice).__name__, _content(notice), handle))
        return number

    async def sign_in(self, badge: str, pin: str) -> StaffPerson:
        person: StaffPerson = await self._call(protocol.SignIn(self._visit, badge, pin))
        return person

    async def staff_items(self, handle: str) -> tuple[StaffItem, ...]:
        items: tuple[StaffItem, ...] = await self._call(protocol.StaffItems(self._visit, handle))
        return items

    async def staff_story(self, handle: str, item: str) -> StaffStory:
        story: StaffStory = await self._call(protocol.StaffItemStory(self._visit, handle, item))
        return story

    async def staff_act(self, handle: str, item: str, act: StaffAct, why: str) -> StaffStory:
        story: StaffStory = await self._call(protocol.StaffItemAct(self._visit, handle, item, act, why))
        return story

    async def close_day(self, handle: str, date: str) -> DayClose:
        """With its slip owed."""
        day: DayClose = await self._call(protocol.CloseDay(self._visit, handle, date, True))
        return day

    async def end_visit(self) -> None:
        await self._call(protocol.EndVisit(self._visit))
        self._visit = ""

    async def close(self) -> None:
        if self._link is not None:
            await self._link.close()
            self._link = None

    async def _call(self, request: AnyRequest, kind: object = None) -> Any:
        """`kind`: of the result, where the request itself does not say it."""
        kind = kind or RESULTS[type(request)]
        ends_s = self._now_s() + CALL_S_MAX
        lost_s: float | None = None
        while True:
            try:
                link = await self._connected()
                return result_of(await link.call(request, max(RETRY_S, ends_s - self._now_s())), kind)
            except (ConnectionError, FileNotFoundError):
                lost_s = self._now_s() if lost_s is None else lost_s
            except (TimeoutError, OSError, FrameError, msgspec.MsgspecError) as error:
                raise Refused(Refusal.KEEPER_UNREACHABLE) from error
            if self._now_s() - lost_s >= self._wait_s_max or self._now_s() >= ends_s:
                raise Refused(Refusal.KEEPER_UNREACHABLE)
            await asyncio.sleep(RETRY_S)

    async def _connected(self) -> _Link:
        async with self._linking:
            if self._link is None or self._link.broken:
                self._link = _Link(*await asyncio.open_unix_connection(str(self._path)))
            return self._link


def _content(asked: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(asked))


def _start(visit: str, quote_id: str, method: PayMethod) -> protocol.StartSettlement:
    if isinstance(method, PayByPayerCode):
        return protocol.StartSettlement(visit, quote_id, "payer_code", method.channel, method.code)
    if isinstance(method, PayByFace):
        return protocol.StartSettlement(visit, quote_id, "face", method.channel, method.code)
    name = "nothing_to_pay" if isinstance(method, NothingToPay) else "qr"
    return protocol.StartSettlement(visit, quote_id, name)
