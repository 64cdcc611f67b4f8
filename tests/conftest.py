"""For all tests."""

import asyncio

# pytest-asyncio asks for the main thread's loop before its first test. CPython 3.11 makes one for the asking, which
# nobody closes: its ResourceWarning then fails whichever test the garbage collector happens to run in. Told that
# there is none, it makes none.
asyncio.set_event_loop(None)
