"""People in front of a terminal, each with a turn of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest_asyncio

from tests.turn.fakes import FakeDevices, FakeEyes, FakeKeeper, Person


@pytest_asyncio.fixture
async def stand() -> AsyncIterator[Callable[..., Person]]:
    """Make a person; their turn is ended with the test."""
    people: list[Person] = []

    def make(
        keeper: FakeKeeper | None = None, devices: FakeDevices | None = None, eyes: FakeEyes | None = None
    ) -> Person:
        people.append(Person(keeper, devices, eyes))
        return people[-1]

    yield make
    for person in people:
        person.turn.cancel()
        await asyncio.wait({person.turn})
