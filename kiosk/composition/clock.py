"""The machine's own clock. Days and hours are China's, as everything here is, whatever zone the machine is set to."""

import time
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


class SystemClock:
    def monotonic_s(self) -> float:
        return time.monotonic()

    def today_ordinal(self) -> int:
        return self.now().toordinal()

    def now(self) -> datetime:
        return datetime.now(CHINA)
