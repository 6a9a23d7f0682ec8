"""A trend's frame as the series that a chart draws: one point a period, and how each reads in a tooltip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pages.parts.picks import spelled
from pages.parts.words import Words
from queries.account import Account
from queries.figure import Figure


@dataclass(frozen=True)
class Point:
    """One period of one series; `low` and `high` are None where there is no value to show."""

    first: int
    last: int
    low: float | None
    high: float | None
    status: str
    provisional: bool
    reporters: int | None
    text: str
    interval: tuple[float, float] | None = None  # 95 %

    @property
    def years(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Series:
    """The points of one code, by year; `pick` is what a click on one of them filters by (pages.parts.picks)."""

    code: str
    label: str
    points: tuple[Point, ...]
    pick: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether no year has a value that may be shown."""
        return all(point.low is None for point in self.points)

    def value(self) -> float:
        """The last value there is: where the series is labelled."""
        return next((point.low for point in reversed(self.points) if point.low is not None), 0.0)

    def value_in(self, period: tuple[int, int]) -> float:
        """The value of one period, -1 where there is none: what the series is ordered by."""
        found = (point.low for point in self.points if (point.first, point.last) == period)
        return next((low for low in found if low is not None), -1.0)

    def highest(self) -> float:
        """The upper bound of all values, and the upper end of their intervals."""
        ends = [point.interval[1] for point in self.points if point.interval and point.low is not None]
        return max([*ends, *(point.high for point in self.points if point.high is not None)], default=0.0)


def series(figure: Figure, words: Words) -> list[Series]:
    """The series of a trend, the one that is highest in the last complete period first; those without a value then
    follow by their last one. Periods without a value stay, as gaps."""
    parts = figure.frame.sort("year_first").partition_by("code", maintain_order=True)
    found = [_series(figure, words, part) for part in parts]
    at = latest(found)
    return sorted(found, key=lambda one: (-one.value_in(at), -one.value(), one.label))


def latest(drawn: Sequence[Series]) -> tuple[int, int]:
    """The last complete period in which any series has a value; a provisional one where there is no other, and
    (0, 0) where there is no value at all."""
    valued = [point for one in drawn for point in one.points if point.low is not None]
    firm = [point for point in valued if not point.provisional] or valued
    return max(((point.first, point.last) for point in firm), default=(0, 0))


def _series(figure: Figure, words: Words, part: pl.DataFrame) -> Series:
    code = part["code"][0]
    label = words.label(figure.view.by, code) if code else words("chart.everything")
    points = tuple(_point(figure, words, label, row) for row in part.iter_rows(named=True))
    return Series(code, label, points, spelled({figure.view.by: code}))


def _point(figure: Figure, words: Words, label: str, row: dict[str, Any]) -> Point:
    return Point(
        first=row["year_first"],
        last=row["year_last"],
        low=row["value_low"],
        high=row["value_high"],
        status=row["status"],
        provisional=row["provisional"],
        reporters=row["reporters"],
        text=tooltip(figure, words, label, row),
        interval=None if row.get("ci_low") is None else (row["ci_low"], row["ci_high"]),
    )


def value_of(figure: Figure, words: Words, row: dict[str, Any]) -> str:
    """A value in words, with its bounds where they differ: 43 %, between 12 and 16."""
    if row["value_low"] is None:
        return words(f"status.{row['status']}")
    written = words.range(row["value_low"], row["value_high"], words.writer(figure.view.measure))
    return words("rate.per", number=written) if figure.view.measure == "rate" else written


def tooltip(figure: Figure, words: Words, label: str, row: dict[str, Any]) -> str:
    """What hovering over a point says: value, bounds, how many answered, how many reported, what to beware of."""
    lines = [
        f"<b>{label}</b>  {words.period(row['year_first'], row['year_last'])}",
        _measured(figure, words, row),
        *interval(figure, words, row),
        *bases(figure, words, row),
        *_reporting(figure, words, row),
    ]
    if row["provisional"]:
        lines.append(words("chart.provisional"))
    if row["status"] == "Q":
        lines.append(words("status.Q"))
    return "<br>".join(lines)


def interval(figure: Figure, words: Words, row: dict[str, Any]) -> list[str]:
    """The 95 % interval of a value, where it has one."""
    if row.get("ci_low") is None or row["value_low"] is None:
        return []
    write = words.writer(figure.view.measure)
    return [words("chart.interval", low=write(row["ci_low"]), high=write(row["ci_high"]))]


def _reporting(figure: Figure, words: Words, row: dict[str, Any]) -> list[str]:
    """How many reported in that year, and how many of them in every year of the window."""
    if not row["reporters"]:
        return []
    account: Account | None = figure.facts.get("accounts", {}).get(row["code"])
    lines = [words("chart.reporters", n=row["reporters"])]
    if account and account.panel and account.ground == "panel" and account.first <= row["year_first"] <= account.last:
        period = words.period(account.first, account.last)
        lines.append(words("chart.in_panel", n=account.panel.reporters, period=period))
    return lines


def _measured(figure: Figure, words: Words, row: dict[str, Any]) -> str:
    value = value_of(figure, words, row)
    if row["value_low"] is None or figure.view.measure == "share":
        return value
    if figure.view.measure == "index":
        return f"{value} ({words('chart.first_is_100')})"
    years = row["year_last"] - row["year_first"] + 1
    if years == 1:
        return value
    whole = words("chart.in_period", number=words.range(row["low"], row["high"]), n=years)
    return f"{value} {words('chart.per_year')} ({whole})"


def bases(figure: Figure, words: Words, row: dict[str, Any]) -> list[str]:
    """What the value is a part of, and for how much of the selection it is known."""
    if figure.view.measure == "rate":
        return [
            of_residents(
                words, row["low"], row["high"], row.get("people", row.get("resident_years")), row.get("years") or 1
            )
        ]
    known, total = row["known"], row["total"]
    if not total or known is None:
        return []
    parts = []
    if figure.view.measure == "share" and row["low"] is not None:
        parts.append(words("chart.of_records", low=words.range(row["low"], row["high"]), known=known))
    if figure.view.by and figure.edition.kind == "victims":
        parts.append(words("chart.known", percent=words.percent(100 * known / total)))
    return parts


def of_residents(words: Words, low: int, high: int, people: int | None, years: int = 1) -> str:
    """The two numbers of a rate; of several years, the residents of an average one."""
    if people is None:
        return words("rate.count", number=words.range(low, high))
    key = "rate.of_residents" if years == 1 else "rate.of_years"
    return words(key, number=words.range(low, high), people=round(people / years), n=years)
