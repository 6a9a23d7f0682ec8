"""How far an edition can be trusted: what was set aside while it was loaded, who reports and when, what broke."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.events import Event
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import trend
from queries.reporters import cells, reporter_of
from queries.run import table
from queries.view import View


def quarantined(edition: Edition) -> pl.DataFrame:
    """Rows set aside while loading an edition: reason, column, rows; most first."""
    return table("quarantine_by_reason", dataset=edition.dataset, edition=edition.edition)


def reporters(view: View) -> Figure:
    """How many reported, by year, in the view's selection: of data sets that tell who reports.

    Frame: year_first, year_last, reporters, provisional. Facts: records, kind (queries.reporters.reporter_of), drawn_as
    (reporters, or reporters_records where they are no countries), and first, last and most: (year, reporters).
    """
    whole = presence(view)
    edition = whole.edition
    years = [year for text in whole.frame["reported"] for span in spans(text) for year in range(span[0], span[1] + 1)]
    counted = sorted((year, years.count(year)) for year in set(years))
    frame = pl.DataFrame(
        [(year, year, n, year in edition.provisional) for year, n in counted],
        schema={"year_first": pl.Int32, "year_last": pl.Int32, "reporters": pl.Int64, "provisional": pl.Boolean},
        orient="row",
    )
    facts = {name: whole.facts[name] for name in ("records", "records_high", "kind")}
    facts["drawn_as"] = "reporters" if facts["kind"] == "country" else "reporters_records"
    if counted:
        facts |= {"first": counted[0], "last": counted[-1], "most": max(counted, key=lambda pair: pair[1])}
    notes = (*whole.notes, *(["provisional"] if frame["provisional"].any() else []))
    return Figure("reporters", whole.view, edition, frame, facts, tuple(notes))


@kept
def presence(view: View) -> Figure:
    """Who reported when, in the view's selection; the largest first. Of data sets that tell who reports.

    Frame, a row a reporter: reporter, reported (its years, as "2010-2014, 2016"), year_first, year_last, reporting (in
    how many years), gaps (years without, between the two), low, high (all that it reported), status. Facts: records,
    kind, first_year, last_year (the last complete one), reporters, among (those with a value between the two), every
    (in each of these years), later (began after the first), earlier (ended before the last), paused, and largest
    (reporter, part of all).
    """
    view = View(view.page, view.filters)
    edition = edition_of(view)
    given = cells(edition, pinned(view.filters, edition), "")
    rows = [
        _row(name, part) for (name,), part in given.sort("reporter", "year").group_by("reporter", maintain_order=True)
    ]
    frame = pl.DataFrame(rows, schema=_SCHEMA).filter(pl.col("high") > 0)
    frame = frame.sort("high", "reporter", descending=[True, False])
    notes = ("demonstration",) if edition.is_demonstration else ()
    facts = {
        "records": int(frame["low"].sum()), "records_high": int(frame["high"].sum()), "kind": reporter_of(edition),
        "reporters": frame.height,
    }  # fmt: skip
    return Figure("presence", view, edition, frame, facts | _counted(frame, edition), notes)


_SCHEMA = {
    "reporter": pl.String, "reported": pl.String, "year_first": pl.Int32, "year_last": pl.Int32, "reporting": pl.Int64,
    "gaps": pl.Int64, "low": pl.Int64, "high": pl.Int64, "status": pl.String,
}  # fmt: skip


def _row(name: object, part: pl.DataFrame) -> dict[str, Any]:
    years, low, high = part["year"].to_list(), int(part["low"].sum()), int(part["high"].sum())
    return {
        "reporter": str(name), "reported": _text(years), "year_first": years[0], "year_last": years[-1],
        "reporting": len(years), "gaps": years[-1] - years[0] + 1 - len(years), "low": low, "high": high,
        "status": "Q" if high > low else "A",
    }  # fmt: skip


def _text(years: Iterable[int]) -> str:
    """2010, 2011, 2014 -> "2010-2011, 2014"."""
    runs = [[year for _, year in run] for _, run in groupby(enumerate(years), lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def spans(text: str) -> list[tuple[int, int]]:
    """The years of a row of `presence`, as runs: the first and the last year of each."""
    ends = [span.split("-") for span in text.split(", ")]
    return [(int(end[0]), int(end[-1])) for end in ends]


def _counted(frame: pl.DataFrame, edition: Edition) -> dict[str, Any]:
    """How many came, went and paused between the first and the last complete year: the records of a provisional year
    are still to come, and nobody has left in one."""
    if frame.is_empty():
        return {}
    runs = [[year for a, b in spans(text) for year in range(a, b + 1)] for text in frame["reported"]]
    known = sorted({year for years in runs for year in years})
    firm = [year for year in known if year not in edition.provisional] or known
    first, last = firm[0], firm[-1]
    inside = [[year for year in years if first <= year <= last] for years in runs]
    inside = [years for years in inside if years]
    return {
        "first_year": first,
        "last_year": last,
        "every": sum(len(years) == last - first + 1 for years in inside),
        "later": sum(years[0] > first for years in inside),
        "earlier": sum(years[-1] < last for years in inside),
        "paused": sum(len(years) < years[-1] - years[0] + 1 for years in inside),
        "among": len(inside),
        "largest": (frame["reporter"][0], frame["low"][0] / max(1, int(frame["low"].sum()))),
    }


def changes_in_counting(view: View) -> Figure:
    """The years in which the counting changed: the breaks that the edition's description tells, then those found in
    the data (queries.events), both by year.

    Frame: year, told ("described" or "found"), reason (of a break), event (enters, jumps, ...), reporter and group
    (a "reporter" or an "origin"), before_low, before_high, after_low, after_high (its numbers in the year before and in
    this one; null where none), percent (of what was published in the larger of the two), also_described. Facts:
    records, described, found.
    """
    whole = trend(View(view.page, view.filters))
    described = [{"year": year, "told": "described", "reason": reason} for year, reason, *_ in sorted(whole.breaks)]
    found = [_found(one) for one in sorted(whole.facts["events"].get("", ()), key=lambda one: (one.year, -one.share))]
    frame = pl.DataFrame([dict.fromkeys(_CHANGES) | row for row in (*described, *found)], schema=_CHANGES)
    facts = {name: whole.facts[name] for name in ("records", "records_high")}
    facts |= {"described": len(described), "found": len(found)}
    notes = ("demonstration",) if whole.edition.is_demonstration else ()
    return Figure("counting", whole.view, whole.edition, frame, facts, notes)


_BEFORE_AND_AFTER: Final = ("before_low", "before_high", "after_low", "after_high")
_CHANGES: Final = {
    "year": pl.Int32, "told": pl.String, "reason": pl.String, "event": pl.String, "reporter": pl.String,
    "group": pl.String, **dict.fromkeys(_BEFORE_AND_AFTER, pl.Int64), "percent": pl.Float64,
    "also_described": pl.Boolean,
}  # fmt: skip


def _found(one: Event) -> dict[str, Any]:
    bounds = [
        bound for value in (one.before, one.after) for bound in ((value.low, value.high) if value else (None, None))
    ]
    return dict(zip(_BEFORE_AND_AFTER, bounds, strict=True)) | {
        "year": one.year, "told": "found", "event": one.kind, "reporter": one.reporter, "group": one.group,
        "percent": 100 * one.share, "also_described": one.described,
    }  # fmt: skip
