"""The lines of a comparison: each side as published and in the same reporters, one point a year of it. Pure."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pages.parts.compare_words import opened, side_label
from pages.parts.marks import Pen
from pages.parts.series import Point, Series, bases
from pages.parts.theme import Size, Theme, mixed
from pages.parts.words import Words
from queries.comparison_panels import Held
from queries.figure import Figure
from queries.reporters import reporter_of

SIDES = "ab"


@dataclass(frozen=True)
class Inked:
    """A line and what it is drawn with; `strong` where it is the one to be seen."""

    series: Series
    pen: Pen
    strong: bool


def years(figure: Figure, side: str) -> pl.DataFrame:
    """The rows of a side that are years, in their order."""
    return figure.frame.filter(pl.col("side") == side, ~pl.col("average")).sort("year_first")


def lines(figure: Figure, words: Words, theme: Theme, size: Size) -> list[Inked]:
    """What is drawn, first what stands behind. One line a side where as published and the same reporters are one."""
    held: Held = figure.facts["held"]
    split = held.ground == "panel" and bool(figure.frame["panel_value_low"].count())
    pens = [Pen.of(at, theme, size) for at in range(2)]
    if not split:
        return [Inked(_series(figure, words, side, side_label(figure, words, side)), pen, True)
                for side, pen in zip(SIDES, pens, strict=True)]  # fmt: skip
    behind = [Inked(_series(figure, words, side, _published(figure, words, side)), _faint(pen), False)
              for side, pen in zip(SIDES, pens, strict=True)]  # fmt: skip
    before = [Inked(_same(figure, words, side), pen, True) for side, pen in zip(SIDES, pens, strict=True)]
    return [*behind, *before]


def _published(figure: Figure, words: Words, side: str) -> str:
    return f"{side_label(figure, words, side)}, {words('chart.as_published')}"


def _faint(pen: Pen) -> Pen:
    """The side's hue, thin and greyed: it stands back behind the same reporters."""
    less = replace(pen.size, line=pen.size.line * 0.55, marker=pen.size.marker * 0.55)
    return replace(pen, colour=mixed(pen.colour, pen.theme.rest, 0.4), size=less)


def _series(figure: Figure, words: Words, side: str, label: str) -> Series:
    rows = years(figure, side).iter_rows(named=True)
    return Series(side, opened(label), tuple(_point(figure, words, row) for row in rows))


def _same(figure: Figure, words: Words, side: str) -> Series:
    held: Held = figure.facts["held"]
    kind = "country" if reporter_of(figure.edition) == "country" else "reporter"
    same = words(f"chart.same_{kind}", n=len(held.members[SIDES.index(side)]))
    label = f"{opened(side_label(figure, words, side))}, {same}"
    rows = years(figure, side).iter_rows(named=True)
    return Series(side, label, tuple(_point(figure, words, row, "panel_") for row in rows))


def _point(figure: Figure, words: Words, row: dict[str, Any], of: str = "") -> Point:
    """At its year, or at the year of its period where the two are of different years."""
    same = figure.facts["same_years"]
    low = row[f"{of}value_low"]
    missing = "M" if low is None else "A"
    return Point(
        first=row["year_first"] if same else row["step"],
        last=row["year_last"] if same else row["step"] + row["year_last"] - row["year_first"],
        low=low,
        high=row[f"{of}value_high"],
        status=missing if of else row["status"],
        provisional=row["provisional"],
        reporters=row["panel_reporters"] if of else row["reporters"],
        text=_tooltip(figure, words, row, of),
        interval=_interval(row) if not of else None,
    )


def _interval(row: dict[str, Any]) -> tuple[float, float] | None:
    return None if row.get("ci_low") is None else (row["ci_low"], row["ci_high"])


def _tooltip(figure: Figure, words: Words, row: dict[str, Any], of: str) -> str:
    low, high = row[f"{of}value_low"], row[f"{of}value_high"]
    write = words.percent if figure.view.measure == "share" else words.number
    name = opened(side_label(figure, words, row["side"]))
    value = words(f"status.{row['status']}") if low is None else words.range(low, high, write)
    told = [
        f"<b>{name}</b>  {words.period(row['year_first'], row['year_last'])}",
        f"{value}, {words('chart.same' if of else 'chart.as_published')}",
        *([] if of else bases(figure, words, row)),
    ]
    reporters = row[f"{of}reporters"]
    return "<br>".join([
        *told, *([words("chart.reporters", n=reporters)] if reporters else []),
        *([words("chart.provisional")] if row["provisional"] else []),
    ])  # fmt: skip
