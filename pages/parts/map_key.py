"""The colours of the map and its legend: the steps of the ramp, and what is no value."""

from collections.abc import Sequence
from typing import Any, Final

from pages.parts.theme import Size, Theme, mixed
from pages.parts.words import Words

# What a country can be beside a class of the ramp (0, 1, 2 ...).
NO_DATA: Final = -3
WITHHELD: Final = -2
ZERO: Final = -1
_PALE: Final = 0.35  # of its colour that a country keeps that the filters do not pick


def colours(theme: Theme, classes: int) -> list[str]:
    """No data, withheld, zero, then the classes: the ramp's steps, spread to its dark end."""
    last = len(theme.ramp) - 1
    spread = [theme.ramp[last if classes == 1 else round(at * last / (classes - 1))] for at in range(classes)]
    return [theme.no_data, theme.paper, theme.zero, *spread]


def paler(theme: Theme, classes: int) -> list[str]:
    """The same for countries that the filters do not pick: still of their class, and standing back."""
    no_data, *rest = colours(theme, classes)
    return [no_data, *(mixed(colour, theme.paper, _PALE) for colour in rest)]


def key(
    present: set[int], names: Sequence[str], words: Words, theme: Theme, size: Size, withheld: str = "map.withheld"
) -> list[dict[str, Any]]:  # fmt: skip
    """The legend: the classes, then what is none of them, as far as they occur."""
    outlined = {"width": size.line / 2.5, "color": theme.outline}
    fills = colours(theme, len(names))
    entries: list[tuple[str, dict[str, Any]]] = [
        (name, {"color": fills[at - NO_DATA], "line": outlined}) for at, name in enumerate(names) if at in present
    ]
    if ZERO in present:
        entries.insert(0, (words("map.zero"), {"color": theme.zero, "line": outlined}))
    if WITHHELD in present:
        cross = {"symbol": "square-cross-open", "color": theme.ink, "line": outlined}
        entries.append((words(withheld), cross))
    if NO_DATA in present:
        entries.append((words("map.no_data"), {"color": theme.no_data, "line": {"width": 0}}))
    return [_entry(name, marker, size) for name, marker in entries]


def _entry(name: str, marker: dict[str, Any], size: Size) -> dict[str, Any]:
    """A line of the legend: a trace without a point."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [None],
        "lat": [None],
        "name": name,
        "marker": {"symbol": "square", "size": size.marker * 1.7, "opacity": 1, **marker},
        "hoverinfo": "skip",
        "showlegend": True,
    }
