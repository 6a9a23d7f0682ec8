"""The shares of people and of perpetrators as the bars of pages.parts.charts_known: labels, what stands at their ends
and on hover, and what a click on them filters by. Pure."""

from collections.abc import Iterable
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl

from pages.parts import picks
from pages.parts.charts_known import Bar, Group, shares
from pages.parts.marks import WITHHELD
from pages.parts.sentences import noun
from pages.parts.theme import NORMAL, STAGE, Size, Theme
from pages.parts.words import Words
from queries.figure import Figure
from queries.people_shares import PEOPLE
from queries.view import PERPETRATORS

Row = dict[str, Any]
_UNORDERED: Final = "perpetrator_role"  # its codes stand by size; those of the other parts have an order of their own


def stage_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.people_shares.stages: each moment in the same records, then by its own answers."""
    rows = list(figure.frame.iter_rows(named=True))
    own = [
        _bar(figure, row, words(f"people.stage_{row['asked']}"), words, size) for row in rows if not row["same_records"]
    ]
    same = [
        _bar(figure, row, words(f"people.stage_{row['asked']}"), words, size, strip=False)
        for row in rows
        if row["same_records"]
    ]
    groups = [
        Group(words("people.same_records", n=figure.facts["both"]), tuple(same)),
        Group(words("people.each_own"), tuple(own)),
    ]
    return shares(groups, figure, words, theme, size)


def place_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.people_shares.by_place: the regions, for children and for women and girls."""
    place = figure.facts["place"]
    groups = []
    for person, rows in _by(figure, "person"):
        ordered = sorted(rows, key=lambda row: (row[place] is None, words.label(place, row[place])))
        bars = [
            _bar(figure, row, words.label(place, row[place]), words, size, picks.spelled({place: row[place]}))
            for row in ordered
        ]
        groups.append(Group(words(f"people.share_{PEOPLE[person]}"), tuple(bars)))
    return shares(groups, figure, words, theme, size)


def part_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.perpetrators.perpetrators: a group a part; in a hall the part that is asked for alone."""
    shown = [f"perpetrator_{figure.view.option('part')}"] if size is STAGE else PERPETRATORS
    found = dict(_by(figure, "asked"))
    groups = [_part(figure, part, found[part], words, size) for part in shown if part in found]
    return shares(groups, figure, words, theme, size)


def across_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.perpetrators.across: under each code of the part, the people it was reported with."""
    part, other = figure.facts["part"], figure.facts["across"]
    groups = []
    found = list(_by(figure, part))
    if part == _UNORDERED:
        found.sort(key=lambda group: -sum(row["low"] or 0 for row in group[1]))
    for code, rows in found:
        bars = [
            _bar(figure, row, words.label(other, row[other]), words, size, picks.spelled({other: row[other]}))
            for row in rows
        ]
        groups.append(Group(words.label("perpetrator", code), tuple(bars)))
    return shares(groups, figure, words, theme, size)


def _part(figure: Figure, part: str, rows: list[Row], words: Words, size: Size) -> Group:
    """One part; what is not known of it is a row of its own, for its codes have one denominator."""
    told = [row for row in rows if row["perpetrator"] is not None]
    if part == _UNORDERED:
        told.sort(key=lambda row: -(row["value_low"] or 0.0))
    bars = [_bar(figure, row, words.label("perpetrator", row["perpetrator"]), words, size, strip=False) for row in told]
    share = _unknown(rows[0])
    without = rows[0]["total"] - rows[0]["known"]
    text = words("people.not_known", n=without, percent=words.percent(share), unit=noun(figure, words))
    unknown = Bar(words("app.unknown"), share, share, None, words("people.of_all", percent=words.percent(share)), text)
    return Group(words(f"dimension.{part}"), tuple(bars), unknown)


def _by(figure: Figure, column: str) -> Iterable[tuple[str, list[Row]]]:
    parts = figure.frame.filter(pl.col(column).is_not_null()).partition_by(column, maintain_order=True)
    return ((part[column][0], list(part.iter_rows(named=True))) for part in parts)


def _bar(
    figure: Figure, row: Row, label: str, words: Words, size: Size, pick: str = "", strip: bool = True
) -> Bar:  # fmt: skip
    interval = None if row["ci_low"] is None else (row["ci_low"], row["ci_high"])
    return Bar(
        label=label,
        low=row["value_low"],
        high=row["value_high"],
        interval=interval,
        printed=_at_end(row, words, size),
        text=_hover(figure, row, label, words),
        unknown=_unknown(row) if strip else None,
        pick=pick,
    )


def _unknown(row: Row) -> float:
    return 100 * max(0, row["total"] - row["known"]) / max(1, row["total"])


def _value(row: Row, words: Words) -> str:
    if row["value_low"] is None:
        return WITHHELD if row["status"] == "U" else words("status.M")
    return words.range(row["value_low"], row["value_high"], words.percent)


def _at_end(row: Row, words: Words, size: Size) -> str:
    """The percentage; where there is room, of how many."""
    if size is not NORMAL or row["value_low"] is None:
        return _value(row, words)
    counted = words("people.of", low=words.range(row["low"], row["high"]), known=row["known"])
    return f"<b>{_value(row, words)}</b>  {counted}"


def _hover(figure: Figure, row: Row, label: str, words: Words) -> str:
    value = words(f"status.{row['status']}") if row["value_low"] is None else _value(row, words)
    lines = [f"<b>{label}</b>", value]
    if row["low"] is not None:
        lines.append(words("chart.of_records", low=words.range(row["low"], row["high"]), known=row["known"]))
    if row["ci_low"] is not None:
        lines.append(words("chart.interval", low=words.percent(row["ci_low"]), high=words.percent(row["ci_high"])))
    if figure.edition.kind == "victims":
        lines.append(words("chart.known", percent=words.percent(100 - _unknown(row))))
    return "<br>".join(lines)
