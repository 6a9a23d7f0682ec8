"""How a pair of citizenship and place of identification is called, and how many it stands for. No pair is a route."""

from collections.abc import Mapping
from typing import Any

from pages.parts.picks import spelled
from pages.parts.words import Words
from queries.figure import Figure
from queries.flows_pairs import ends_of

Row = Mapping[str, Any]


def ends(figure: Figure, row: Row) -> tuple[str | None, str | None]:
    """The codes of a row's two ends: of citizenship, of identification; None where unknown."""
    first, second = ends_of(figure.view)
    return row[first], row[second]


def pair(figure: Figure, row: Row, words: Words) -> str:
    """Citizenship: Nigeria; identified in: Italy."""
    origin, place = (words.label("region" if figure.view.by == "region" else "country", code)
                     for code in ends(figure, row))  # fmt: skip
    return words(f"flows.pair_{figure.edition.kind}", origin=origin, place=place)


def amount(figure: Figure, row: Row, words: Words) -> str:
    """With its unit: 398 records; 12 to 16 detected victims, in an average year where it is one."""
    counted = counted_as(figure, row["value_low"], row["value_high"], words)
    return words("map.average", counted=counted) if row.get("years", 1) > 1 else counted


def counted_as(figure: Figure, low: float, high: float, words: Words) -> str:
    """A number with what it counts, both bounds where they differ."""
    unit = figure.view.filters.indicator if figure.edition.kind == "figures" else figure.edition.unit
    if low == high:
        return words(f"count.{unit}", n=low)
    return words("map.counted", number=words.range(low, high), unit=words(f"unit.{unit}"))


def told(figure: Figure, row: Row, words: Words) -> list[str]:
    """The lines of a tooltip: the pair, how many, over how many years, and that a part is censored."""
    lines = [pair(figure, row, words), amount(figure, row, words)]
    if "years" in row:
        lines.append(words("map.years", n=row["years"]))
    if row["status"] == "Q":
        lines.append(words("status.Q"))
    return lines


def pick(figure: Figure, row: Row) -> str:
    """What a click on a pair filters by; empty where an end is unknown."""
    return spelled({name: row[name] for name in ends_of(figure.view)})
