"""What a transport tells of the bytes that pass it.

Off unless a callback is given: bytes on a card's or a scanner's wire are personal data, so a trace
is a technician's or a test's deliberate choice and never goes to the log.
"""

from collections.abc import Callable
from typing import Literal

Direction = Literal["sent", "received"]
Trace = Callable[[Direction, bytes], None]
