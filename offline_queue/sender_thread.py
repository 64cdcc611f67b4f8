"""The threads around the sender: the only place of the queue where something waits for the network."""

import threading
from collections.abc import Callable
from typing import Protocol

from offline_queue.answers import Answer, Unknown
from offline_queue.clock import QueueTime
from offline_queue.outbox import Parcel
from offline_queue.sender import Condemn, Query, Send, Sender, WaitUntil
from offline_queue.writer import Writer

Fault = Callable[[Exception], None]


class Transport(Protocol):
    """Talks to the host; each call has a total deadline of its own. What it raises counts as no answer."""

    def send(self, parcel: Parcel) -> Answer:
        """Deliver it under its op_id."""
        ...

    def query(self, parcel: Parcel) -> Answer:
        """Ask what became of it."""
        ...


class SenderThread:
    """Runs until `close`. Call `wake` after an enqueue (`WriterThread.subscribe(thread.wake)` does).

    `workers` are how many requests may wait for an answer at once; the sender's `in_flight_max` must allow them.
    `fault` is told of errors, of the store above all: the threads try on, the program around had better restart.
    """

    FAULT_WAIT_S = 1.0
    WAIT_S_MAX = 60.0
    CLOSE_WAIT_S_MAX = 60.0

    def __init__(
        self, writer: Writer, sender: Sender, transport: Transport, time: QueueTime, fault: Fault, workers: int = 1
    ) -> None:
        self._writer = writer
        self._sender = sender
        self._transport = transport
        self._time = time
        self._fault = fault
        self._closing = False
        self._wakes = [threading.Event() for _ in range(workers)]
        self._turned_ms = [time.now_ms()] * workers
        self._threads = [
            threading.Thread(target=self._loop, args=(worker,), name="queue-sender", daemon=True)
            for worker in range(workers)
        ]

    def start(self) -> None:
        """Begin to send."""
        self._writer.run(self._sender.begin)
        for thread in self._threads:
            thread.start()

    def still_ms(self) -> int:
        """How long the slowest of the threads has not turned: longer than its wait and one call is too long."""
        return self._time.now_ms() - min(self._turned_ms)

    def wake(self) -> None:
        """There may be something to do. Returns at once."""
        for wake in self._wakes:
            wake.set()

    def close(self, wait_s_max: float = CLOSE_WAIT_S_MAX) -> None:
        """Stop after the request on its way, or leave it alone after the wait: its answer is then asked for later."""
        self._closing = True
        self.wake()
        for thread in self._threads:
            thread.join(wait_s_max)

    def _loop(self, worker: int) -> None:
        wake = self._wakes[worker]
        while not self._closing:
            self._turned_ms[worker] = self._time.now_ms()
            wake.clear()
            try:
                wait_s = self._step()
            except Exception as error:  # a thread that ends in silence would be missed by nobody
                self._fault(error)
                wait_s = self.FAULT_WAIT_S
            if wait_s > 0:
                wake.wait(min(wait_s, self.WAIT_S_MAX))

    def _step(self) -> float:
        """Do one thing; seconds to wait before the next."""
        match self._writer.read(self._sender.next):
            case WaitUntil(None):
                return self.WAIT_S_MAX
            case WaitUntil(int(queue_ms)):
                return (queue_ms - self._time.now_ms()) / 1000
            case Send(parcel):
                self._carry(parcel, self._transport.send)
            case Query(parcel):
                self._carry(parcel, self._transport.query)
            case Condemn(op_id, code):
                self._writer.run(lambda tx: self._sender.condemn(tx, op_id, code))
        return 0

    def _carry(self, parcel: Parcel, call: Callable[[Parcel], Answer]) -> None:
        op_id = parcel.operation.op_id
        try:
            answer = call(parcel)
        except Exception as error:  # whatever it was, there is no answer
            answer = Unknown(f"TRANSPORT_{type(error).__name__}")
        try:
            self._writer.run(lambda tx: self._sender.answered(tx, op_id, answer))
        finally:
            self._sender.forget(op_id)
