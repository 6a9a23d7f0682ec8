"""Labels beside line ends: wrapped, and moved apart until none overlaps."""

from collections.abc import Sequence
from itertools import pairwise
from textwrap import wrap


def wrapped(label: str, letters: int, most: int = 4) -> str:
    """The label in lines of at most so many letters; what does not fit ends in an ellipsis."""
    lines = wrap(label, letters, break_long_words=False) or [label]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return "<br>".join(lines)


def apart(middles: Sequence[float], heights: Sequence[float], bottom: float, top: float) -> list[float]:
    """Middles of labels moved as little as needed so that none overlaps, in pixels from the bottom; order is kept.

    Neighbours that touch are joined into one block around the mean of where its members want to be. Where all of them
    together are taller than the room, they overlap evenly.
    """
    order = sorted(range(len(middles)), key=lambda position: middles[position])
    squeeze = min(1.0, (top - bottom) / sum(heights)) if heights and sum(heights) else 1.0
    blocks: list[list[int]] = []
    for position in order:
        blocks.append([position])
        while len(blocks) > 1 and _touch(blocks[-2], blocks[-1], middles, heights, squeeze, bottom, top):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    moved = [0.0] * len(middles)
    for block in blocks:
        low = _start(block, middles, heights, squeeze, bottom, top)
        for position in block:
            moved[position] = low + heights[position] * squeeze / 2
            low += heights[position] * squeeze
    return moved


def _touch(
    lower: list[int], upper: list[int], middles: Sequence[float], heights: Sequence[float], squeeze: float,
    bottom: float, top: float,
) -> bool:  # fmt: skip
    end = _start(lower, middles, heights, squeeze, bottom, top) + sum(heights[at] for at in lower) * squeeze
    return end > _start(upper, middles, heights, squeeze, bottom, top) + 1e-9


def _start(
    block: list[int], middles: Sequence[float], heights: Sequence[float], squeeze: float, bottom: float, top: float
) -> float:
    """Where a block begins: its members as near as possible to where they want to be, inside the room."""
    offset, wanted = 0.0, 0.0
    for position in block:
        wanted += middles[position] - offset - heights[position] * squeeze / 2
        offset += heights[position] * squeeze
    return min(max(wanted / len(block), bottom), top - offset)


def nearest_gap(positions: Sequence[float]) -> float:
    """The smallest distance between neighbours; infinite for fewer than two."""
    return min((after - before for before, after in pairwise(sorted(positions))), default=float("inf"))
