"""One coroutine per journey, top to bottom, as a nurse would say it."""
