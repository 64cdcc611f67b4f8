"""Money in integer fen. The one place where an amount becomes text."""

from dataclasses import dataclass

FEN_MAX = 100_000_000_00  # a hundred million yuan: nothing a terminal handles comes near


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in renminbi, in fen. Never negative: what is taken off is shown with a minus, not stored with one."""

    fen: int

    def __post_init__(self) -> None:
        if not isinstance(self.fen, int) or isinstance(self.fen, bool) or not 0 <= self.fen <= FEN_MAX:
            raise ValueError(f"not an amount in fen: {self.fen!r}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __bool__(self) -> bool:
        return self.fen != 0

    def __str__(self) -> str:
        """'¥1,234.05'"""
        return f"¥{self.fen // 100:,}.{self.fen % 100:02d}"


NOTHING = Money(0)


def total(amounts: "list[Money] | tuple[Money, ...]") -> Money:
    return Money(sum(amount.fen for amount in amounts))
