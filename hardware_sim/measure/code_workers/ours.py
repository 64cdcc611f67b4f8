"""Our own reader. Run with: still|stream FORMATS. `stream`: a picture is shown up to nine times, as by a camera."""

import sys
import time

from hardware_sim.measure.code_workers.loading import Picture
from hardware_sim.measure.code_workers.serving import Code, Read, Reading, serve, timed
from kiosk.recognition.codes import CodeFormat, CodeFound, CodeReader

SHOWN = 9


def still(formats: list[CodeFormat]) -> Read:
    reader = CodeReader(formats)
    return timed(lambda picture: _codes(reader.read_still(picture)))


def stream(formats: list[CodeFormat]) -> Read:
    def look(picture: Picture) -> Reading:
        reader, times = CodeReader(formats), list[float]()
        found: tuple[CodeFound, ...] = ()
        while not found and len(times) < SHOWN:
            began = time.perf_counter()
            found = reader.read(picture)
            times.append((time.perf_counter() - began) * 1000)
        return times, _codes(found)

    return look


def _codes(found: tuple[CodeFound, ...]) -> list[Code]:
    return [Code(code.text, code.data) for code in found]


if __name__ == "__main__":
    asked = [CodeFormat(name) for name in sys.argv[2].split(",")]
    serve(still(asked) if sys.argv[1] == "still" else stream(asked))
