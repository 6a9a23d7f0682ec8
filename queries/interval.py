"""A number known only to lie between two bounds: a sum with "fewer than 5" in it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Interval:
    """From `low` to `high`, both included; the same number twice where it is exact."""

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def plus(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: "Interval") -> "Interval":
        """The difference of two numbers that are not the same one: each at its far bound."""
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: "Interval") -> "Interval | None":
        """The ratio; None where the other may be nothing."""
        return Interval(self.low / other.high, self.high / other.low) if other.low > 0 else None


NOTHING = Interval(0, 0)


def added(values: Iterable[Interval]) -> Interval:
    """The sum; nothing where there are no values."""
    total = NOTHING
    for value in values:
        total = total.plus(value)
    return total
