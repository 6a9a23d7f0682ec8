"""The changes of an edition that are worth a look, each with its likely cause checked first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.reporters import reporter_of
from queries.signals_causes import Change, cause
from queries.signals_cells import scanned
from queries.signals_merged import Same, Signal, merged
from queries.signals_parts import added, reported
from queries.signals_series import Series, dimensions, series_of
from queries.signals_steps import Step, every_step
from queries.view import Filters, View

_FACTOR: Final = pl.max_horizontal("relative", 1 / pl.col("relative"))
ORDER: Final = {"size": pl.col("moved"), "year": pl.col("year"), "change": _FACTOR}
COLUMNS: Final[dict[str, Any]] = {
    "year": pl.Int64, "first": pl.Int64, "dimension": pl.String, "code": pl.String, "of": pl.String,
    "direction": pl.String, "from_low": pl.Float64, "from_high": pl.Float64, "to_low": pl.Float64,
    "to_high": pl.Float64, "relative": pl.Float64, "moved": pl.Float64, "cause": pl.String, "part": pl.Float64,
    "who": pl.List(pl.String), "others": pl.Boolean, "breaks": pl.List(pl.String), "panel_reporters": pl.Int64,
    "panel_from_low": pl.Float64, "panel_from_high": pl.Float64, "panel_to_low": pl.Float64,
    "panel_to_high": pl.Float64, "reporters_from": pl.Int64, "reporters_to": pl.Int64,
    "methods": pl.List(pl.String), "also": pl.List(pl.String), "hidden": pl.Boolean,
}  # fmt: skip


def signals(view: View) -> Figure:
    """The changes of the selected edition that stand out, under the view's filters, cause and order.

    Frame, a row a change: COLUMNS; counts, or percent where `of` is a share; `also` as "dimension.code". Facts:
    records, scanned (series), found (all causes), by_cause, open (its rows, by size), named (whether it is known who
    reports), first_year, last_year. `hidden`: only the same reporters show it; direction, relative and moved are
    theirs, from and to as published.
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
    data = scanned(edition, filters, dimensions(edition, filters))
    given = {name: reported(one.cells) for name, one in data.items()}
    largest = max(data[""].years["low"], default=0)
    lines = [line for name, one in data.items() for line in series_of(edition, name, one.years, largest)]
    asked = view.filters.from_ or 0, view.filters.to or 9999
    every = (step for line in lines for step in every_step(line, given[line.dimension].get(line.code, {}), edition))
    steps = [step for step in every if asked[0] <= step.first and step.last <= asked[1]]
    active = {name: frozenset(values) for name, values in given[""].get("", {}).items()}
    found = merged([_signal(edition, filters, step, active) for step in steps])
    frame = pl.DataFrame([_row(one) for one in found], schema=COLUMNS, orient="row")
    notes = ("demonstration",) if edition.is_demonstration else ()
    return Figure("signals", view, edition, frame, _facts(edition, data[""].years, lines, frame), notes)


def _signal(edition: Edition, filters: Filters, step: Step, active: Mapping[str, frozenset[int]]) -> Signal:
    one, first, last = step.series, step.first, step.last
    line = step.within or one
    change = Change(edition, filters, line, first, last, step.reported, active)
    concerned = abs(change.size) * (1 if one.of == "count" else line.years[last].known / 100)
    counted = [sum(year in values for values in step.reported.values()) or None for year in (first, last)]
    return Signal(
        one, first, last, step.methods, one.value(first), one.value(last), concerned, cause(change),
        _same(change), counted[0], counted[1], (), step.within is not None,
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
    same, (before, after) = one.same, one.ends
    relative = after.low / before.low if before.low else None
    return (
        one.year, one.first, one.series.dimension, one.series.code, one.series.of, "up" if one.rises else "down",
        one.at_from.low, one.at_from.high, one.at_to.low, one.at_to.high, relative,
        one.moved, one.cause.kind, one.cause.part, [*one.cause.who], one.cause.others, [*one.cause.breaks],
        *(_flat(same) if same else (None,) * 5),
        one.reporters_from, one.reporters_to, [*one.methods], [".".join(place) for place in one.also], one.is_hidden,
    )  # fmt: skip


def _flat(same: Same) -> tuple[float, ...]:
    return same.reporters, same.at_from.low, same.at_from.high, same.at_to.low, same.at_to.high


def _facts(edition: Edition, whole: pl.DataFrame, lines: list[Series], frame: pl.DataFrame) -> dict[str, Any]:
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
