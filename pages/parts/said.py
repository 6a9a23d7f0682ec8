"""What a figure says, as a value: the finding, and the sentences without which it would say something else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """`headline` is the finding in one sentence; `lines` are what it rests on, in the order they are read."""

    headline: str
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, as one paragraph."""
        return " ".join((self.headline, *self.lines))
