"""What is asked of the hospital and told to it, as values. The same value goes from the journey over the keeper to the
hospital's client; its class names its answer: `class Departments(Query[tuple[Department, ...]])`.

Field names are the contract's. A question of one person names nobody: the keeper adds who it is.
"""

from typing import Generic, TypeVar, get_args, get_origin

R = TypeVar("R", covariant=True)


class Query(Generic[R]):
    """Asks, and changes nothing."""

    __slots__ = ()


class Command(Generic[R]):
    """Changes something at the hospital while the person waits for the answer. Asked again, it is done once."""

    __slots__ = ()


class Notice:
    """Tells the hospital what it must hear but nobody waits for: goes through the queue, outlives a lost line."""

    __slots__ = ()


def answer_type(kind: type[Query[R]] | type[Command[R]]) -> type[R]:
    """The type between the brackets."""
    for base in kind.__dict__["__orig_bases__"]:
        if get_origin(base) in (Query, Command):
            found: type[R] = get_args(base)[0]
            return found
    raise TypeError(f"{kind.__name__} does not say what its answer is")
