"""For all tests."""

import asyncio

from hypothesis import settings

# No test asserts a time: a busy machine would fail an example that took 200 ms.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# pytest-asyncio asks for the main thread's loop before its first test. CPython 3.11 makes one for the asking, which
# nobody closes: its ResourceWarning then fails whichever test the garbage collector happens to run in. Told that
# there is none, it makes none.
asyncio.set_event_loop(None)
