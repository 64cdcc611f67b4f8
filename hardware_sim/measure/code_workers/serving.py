"""A line in, a line out: {"path", "rotations"} → {"looks": [{"ms", "codes": [{"text", "data"}]}, …]} or {"error"}.

A look may have an "error", too. A first line tells that the reader is there. The time is that of the reader's call
alone: loading and turning are not in it.
"""

import base64
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from hardware_sim.measure.code_workers.loading import Picture, Unusable, load


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    data: bytes


Reading = tuple[list[float], list[Code]]  # milliseconds of each call, and what was read
Read = Callable[[Picture], Reading]


def timed(read: Callable[[Picture], list[Code]]) -> Read:
    def look(picture: Picture) -> Reading:
        began = time.perf_counter()
        codes = read(picture)
        return [(time.perf_counter() - began) * 1000], codes

    return look


def serve(read: Read) -> None:
    """Until there is no more line. The libraries' own words must not get among ours."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    cv2.setNumThreads(1)
    read(np.full((64, 64, 3), 255, np.uint8))
    print("{}", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(_answer(read, json.loads(line))), file=answers, flush=True)


def _answer(read: Read, asked: dict[str, object]) -> dict[str, object]:
    try:
        picture, turns = load(Path(str(asked["path"]))), range(int(str(asked["rotations"])))
    except Unusable as reason:
        return {"error": str(reason)}
    return {"looks": [_look(read, np.ascontiguousarray(np.rot90(picture, turn))) for turn in turns]}


def _look(read: Read, picture: Picture) -> dict[str, object]:
    try:
        times, codes = read(picture)
    except Exception as cause:  # the libraries raise what they like; it counts as the reader's error
        return {"ms": [], "codes": [], "error": f"the reader raised {type(cause).__name__}"}
    return {"ms": times, "codes": [{"text": _sayable(code.text), "data": _as_text(code.data)} for code in codes]}


def _sayable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _as_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
