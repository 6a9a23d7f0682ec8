"""The changes of an edition that are worth a look, each with its likely cause checked first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.reporters import cells, reporter_of
from queries.signals_causes import Change, cause
from queries.signals_limits import Point, jumps, of_counts, of_shares, shifts, spread
from queries.signals_merged import Same, Signal, merged
from queries.signals_parts import Reported, added, reported
from queries.signals_series import Series, counted, dimensions, series_of
from queries.view import Filters, View

# A change is worth a look if it moves this many, this part of the larger year, or these percentage points.
LEAST_NUMBER: Final = 30
LEAST_PART: Final = 0.10
LEAST_POINTS_MOVED: Final = 5.0
Step = tuple[int, int, Series, tuple[str, ...]]  # the year before, the year, the series, the methods that saw it
XMR: Final = {"count": "xmr", "share": "laney"}
SHIFT: Final = "change_point"
_FACTOR: Final = pl.max_horizontal("relative", 1 / pl.col("relative"))
ORDER: Final = {"size": pl.col("moved"), "year": pl.col("year"), "change": _FACTOR}
COLUMNS: Final[dict[str, Any]] = {
    "year": pl.Int64, "first": pl.Int64, "dimension": pl.String, "code": pl.String, "of": pl.String,
    "direction": pl.String, "from_low": pl.Float64, "from_high": pl.Float64, "to_low": pl.Float64,
    "to_high": pl.Float64, "relative": pl.Float64, "moved": pl.Float64, "cause": pl.String, "part": pl.Float64,
    "who": pl.List(pl.String), "others": pl.Boolean, "breaks": pl.List(pl.String), "panel_reporters": pl.Int64,
    "panel_from_low": pl.Float64, "panel_from_high": pl.Float64, "panel_to_low": pl.Float64,
    "panel_to_high": pl.Float64, "reporters_from": pl.Int64, "reporters_to": pl.Int64,
    "methods": pl.List(pl.String), "also": pl.List(pl.String),
}  # fmt: skip


def signals(view: View) -> Figure:
    """The changes of the selected edition that stand out, under the view's filters, cause and order.

    Frame, a row a change: COLUMNS; counts, or percent where `of` is a share; `also` as "dimension.code". Facts:
    records, scanned (series), found (all causes), by_cause, open (its rows, by size), named (whether it is known who
    reports), first_year, last_year.
    """
    scanned = _scan(View("signals", view.filters))
    chosen = view.option("cause")
    frame = scanned.frame if chosen == "all" else scanned.frame.filter(pl.col("cause") == chosen)
    frame = frame.sort(ORDER[view.option("order")], "moved", "code", descending=[True, True, False], nulls_last=True)
    return replace(scanned, view=view, frame=frame)


@kept
def _scan(view: View) -> Figure:
    edition = edition_of(view)
    filters = replace(pinned(view.filters, edition), from_=None, to=None)
    frames = {name: counted(edition, filters, name) for name in dimensions(edition, filters)}
    largest = max(frames[""]["low"], default=0)
    lines = [one for name, frame in frames.items() for one in series_of(edition, name, frame, largest)]
    asked = view.filters.from_ or 0, view.filters.to or 9999
    steps = [
        found for one in lines for found in steps_of(one, edition) if asked[0] <= found[0] and found[1] <= asked[1]
    ]
    found = merged([*_explained(edition, filters, steps)])
    frame = pl.DataFrame([_row(one) for one in found], schema=COLUMNS, orient="row")
    notes = ("demonstration",) if edition.is_demonstration else ()
    return Figure("signals", view, edition, frame, _facts(edition, frames, lines, frame), notes)


def steps_of(one: Series, edition: Edition) -> list[Step]:
    """What stands out in a series. Levels and usual variation are those of complete years; a provisional year is
    compared with them."""
    points = _points(one)
    firm = [point for point in points if point.year not in edition.provisional]
    usual = spread(firm)
    steps = [(year - 1, year) for year in jumps(points, usual) if _moves(one, year - 1, year)]
    moves = shifts(firm, usual)
    seen = {
        span: (XMR[one.of], SHIFT) if any(_holds(move, span) for move in moves) else (XMR[one.of],) for span in steps
    }
    slow = {move: (SHIFT,) for move in moves if _moves(one, *move) and not any(_holds(move, span) for span in steps)}
    return [(*span, one, methods) for span, methods in (seen | slow).items()]


def _holds(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span[0] <= other[0] and other[1] <= span[1]


def _points(one: Series) -> list[Point]:
    if one.of == "count":
        return of_counts({year: counted.low for year, counted in one.years.items()})
    return of_shares({year: (counted.low, counted.known) for year, counted in one.years.items()})


def _moves(one: Series, first: int, last: int) -> bool:
    """Whether the change is large enough to matter, whatever censored values hide."""
    before, after = one.value(first), one.value(last)
    moved = max(after.low - before.high, before.low - after.high)
    if one.of == "share":
        return moved >= LEAST_POINTS_MOVED
    return moved >= max(LEAST_NUMBER, LEAST_PART * max(before.low, after.low))


def _explained(edition: Edition, filters: Filters, steps: Iterable[Step]) -> Iterator[Signal]:
    """The causes of what stands out; who gave what is asked once a dimension, and only where something did."""
    given: dict[str, dict[str, Reported]] = {}
    for name in ["", *dict.fromkeys(one.dimension for _, _, one, _ in steps)] if steps else []:
        given.setdefault(name, reported(cells(edition, filters, name)))
    active = {name: frozenset(values) for name, values in given.get("", {}).get("", {}).items()}
    for first, last, one, methods in steps:
        own = given[one.dimension].get(one.code, {})
        yield _signal(Change(edition, filters, one, first, last, own, active), methods)


def _signal(change: Change, methods: tuple[str, ...]) -> Signal:
    one, first, last = change.series, change.first, change.last
    concerned = abs(change.size) * (1 if one.of == "count" else one.years[last].known / 100)
    here = [sum(year in values for values in change.reported.values()) for year in (first, last)]
    return Signal(
        one, first, last, methods, one.value(first), one.value(last), concerned, cause(change),
        _same(change), *(here if change.reported else (None, None)),
    )  # fmt: skip


def _same(change: Change) -> Same | None:
    """The change within the reporters with a value in every year between."""
    years = range(change.first, change.last + 1)
    members = {name: given for name, given in change.reported.items() if all(year in given for year in years)}
    ends = [added(members, year) for year in (change.first, change.last)]
    if not all(end.known for end in ends):
        return None
    return Same(len(members), *(end.number if change.series.of == "count" else end.share for end in ends))


def _row(one: Signal) -> tuple[Any, ...]:
    same = one.same
    low = one.at_from.low
    return (
        one.year, one.first, one.series.dimension, one.series.code, one.series.of, "up" if one.rises else "down",
        one.at_from.low, one.at_from.high, one.at_to.low, one.at_to.high, one.at_to.low / low if low else None,
        one.moved, one.cause.kind, one.cause.part, [*one.cause.who], one.cause.others, [*one.cause.breaks],
        *(_flat(same) if same else (None,) * 5),
        one.reporters_from, one.reporters_to, [*one.methods], [".".join(place) for place in one.also],
    )  # fmt: skip


def _flat(same: Same) -> tuple[float, ...]:
    return same.reporters, same.at_from.low, same.at_from.high, same.at_to.low, same.at_to.high


def _facts(
    edition: Edition, frames: dict[str, pl.DataFrame], lines: list[Series], frame: pl.DataFrame
) -> dict[str, Any]:
    whole = frames[""]
    return {
        "records": int(whole["high"].sum()),
        "scanned": len(lines),
        "found": frame.height,
        "by_cause": dict(frame.group_by("cause").len().iter_rows()),
        "open": frame.filter(pl.col("cause") == "open").sort("moved", "code", descending=[True, False]).to_dicts(),
        "named": bool(reporter_of(edition)),
        "first_year": whole["year"].min(),
        "last_year": whole["year"].max(),
    }
