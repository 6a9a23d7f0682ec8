"""What the map says of each country: its class, its tooltip, and whether the filters pick it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pages.parts.map_key import NO_DATA, WITHHELD, ZERO
from pages.parts.picks import spelled
from pages.parts.sentences import noun
from pages.parts.series import bases, interval, value_of
from pages.parts.steps import class_of, steps
from pages.parts.words import Words
from queries.figure import Figure

_MOST_CLASSES: Final = 6


@dataclass(frozen=True)
class Place:
    """A country on the map: its class (of the ramp, or one of the three that are none), its tooltip, what a click on it
    filters by (pages.parts.picks), and whether the filters pick it (all, where they pick none)."""

    code: str
    kind: int
    text: str
    pick: str
    picked: bool = True


def edges_of(figure: Figure) -> list[float]:
    """The edges between the classes, over all countries, picked or not."""
    # Of one year, the classes are those of all years: colours can be compared from one to the next.
    given = figure.facts.get("scale") or figure.frame.select("value_low", "value_high").iter_rows()
    values = [row for row in given if row[0] is not None]
    # A country whose figures are all under 5 may be zero or 4: the first class must hold both.
    if figure.view.measure == "rate":  # such a country has no class: its rate may be nothing, or large
        return steps([low for low, _ in values], _MOST_CLASSES)
    lowest = 5.0 if any(low == 0 < high for low, high in values) else 0.0
    highest = 99.0 if figure.view.measure == "share" else float("inf")
    return [edge for edge in steps([low for low, _ in values], _MOST_CLASSES) if lowest <= edge <= highest]


def is_whole(figure: Figure) -> bool:
    """Whether only whole numbers occur."""
    return figure.name == "map" and figure.view.measure == "count" and figure.edition.kind == "victims"


def withheld(figure: Figure) -> str:
    """The key of what the legend calls a country with a figure that has no class."""
    return "rate.withheld" if figure.view.measure == "rate" else "map.withheld"


def sign(figure: Figure, words: Words) -> str:
    """What stands behind the numbers of the legend."""
    return words("app.percent", number="") if figure.view.measure == "share" else ""


def place_of(figure: Figure, words: Words, row: dict[str, Any], edges: Sequence[float]) -> Place:
    """A row of the frame."""
    name, value = f"<b>{words.label('country', row['code'])}</b>{_when(words, row)}", _value(figure, words, row)
    lines = [name, value, *interval(figure, words, row), *bases(figure, words, row)]
    if figure.edition.kind == "figures" and figure.view.measure == "count" and figure.view.year is None:
        lines.append(words("map.years", n=row["years"]))
    if row["status"] == "Q":
        lines.append(words("status.Q"))
    kind = _kind(row, edges, figure.view.measure)
    return Place(row["code"], kind, "<br>".join(lines), _pick(figure, row["code"]), row.get("selected", True))


def _when(words: Words, row: dict[str, Any]) -> str:
    """The year or the period, where the map is of one of several."""
    return f"  {words.period(row['year_first'], row['year_last'])}" if "year_first" in row else ""


def _value(figure: Figure, words: Words, row: dict[str, Any]) -> str:
    """The value with its unit: 398 detected victims, in an average year where it is one."""
    value = value_of(figure, words, row)
    if row["value_low"] is None or figure.view.measure != "count":
        return value
    if row["value_low"] == row["value_high"]:
        unit = figure.view.filters.indicator if figure.edition.kind == "figures" else figure.edition.unit
        counted = words(f"count.{unit}", n=row["value_low"])
    else:
        counted = words("map.counted", number=value, unit=noun(figure, words))
    return words("map.average", counted=counted) if _is_average(figure, row) else counted


def _is_average(figure: Figure, row: dict[str, Any]) -> bool:
    """Whether a count is one of an average year: of those with a figure, or of a period of records."""
    if figure.edition.kind == "figures":
        return bool(row["years"] > 1)
    return bool(row.get("year_last", 0) > row.get("year_first", 0))


def _kind(row: dict[str, Any], edges: Sequence[float], measure: str) -> int:
    if row["value_low"] is None:
        return WITHHELD if row["status"] == "U" else NO_DATA
    if row["value_high"] == 0:
        return ZERO
    if measure == "rate" and row["value_low"] == 0:
        return WITHHELD
    return class_of(row["value_low"], edges)


def unknown(figure: Figure, words: Words, code: str) -> Place:
    """A country that the frame has no row of."""
    said = f"<b>{words.label('country', code)}</b><br>{words('map.no_data')}"
    return Place(code, NO_DATA, said, _pick(figure, code))


def _pick(figure: Figure, code: str) -> str:
    return spelled({figure.view.by or "country": code})
