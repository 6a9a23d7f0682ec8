"""Labels beside line ends: wrapped, and moved apart until none overlaps."""

from collections.abc import Sequence
from textwrap import wrap


def wrapped(label: str, letters: int, most: int = 4) -> str:
    """The label in lines of at most so many letters; what does not fit ends in an ellipsis."""
    lines = wrap(label, letters, break_long_words=False) or [label]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1] + "…"]
    return "<br>".join(lines)


def spaced(label: str) -> str:
    """The label of a tick with air between each of its lines and the plot."""
    return "".join(f"{line}\u2002<br>" for line in label.split("<br>")).removesuffix("<br>")


def shortened(label: str, letters: int, most: int) -> str:
    """The same, and no line is ever longer: a word that does not fit is cut."""
    lines = [
        line if len(line) <= letters else line[: letters - 1] + "…"
        for line in wrap(label, letters, break_long_words=False)
    ]
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], last[: letters - 1].rstrip("…, ") + "…"]
    return "<br>".join(lines)


def placed(middles: Sequence[float], heights: Sequence[float], bottom: float, top: float) -> list[tuple[float, float]]:
    """Where labels stand, in pixels from the bottom, so that none overlaps: the middle of the block that each is part
    of, and how far from it; order is kept.

    Neighbours that touch are joined into one block around the mean of where its members want to be. In a plot that is
    drawn higher the blocks move apart and their members keep their distances: what does not overlap in the lowest plot
    overlaps in no other. Where all of them together are taller than the room, they overlap evenly.
    """
    order = sorted(range(len(middles)), key=lambda position: middles[position])
    squeeze = min(1.0, (top - bottom) / sum(heights)) if heights and sum(heights) else 1.0
    blocks: list[list[int]] = []
    for position in order:
        blocks.append([position])
        while len(blocks) > 1 and _touch(blocks[-2], blocks[-1], middles, heights, squeeze, bottom, top):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    found = [(0.0, 0.0)] * len(middles)
    for block in blocks:
        low = _start(block, middles, heights, squeeze, bottom, top)
        whole = sum(heights[position] for position in block) * squeeze
        at = -whole / 2
        for position in block:
            found[position] = (low + whole / 2, at + heights[position] * squeeze / 2)
            at += heights[position] * squeeze
    return found


def apart(middles: Sequence[float], heights: Sequence[float], bottom: float, top: float) -> list[float]:
    """Middles of labels moved as little as needed so that none overlaps, in pixels from the bottom; order is kept."""
    return [block + offset for block, offset in placed(middles, heights, bottom, top)]


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
