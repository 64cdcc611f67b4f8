"""The machine's own clock."""

import time
from datetime import date, datetime


class SystemClock:
    def monotonic_s(self) -> float:
        return time.monotonic()

    def today_ordinal(self) -> int:
        return date.today().toordinal()

    def now(self) -> datetime:
        return datetime.now().astimezone()
