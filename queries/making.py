"""What a change is made of, as a figure: the same reporters, those outside the panel, and the largest of each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.account import Account, Driver
from queries.figure import Figure, kept
from queries.figures import trend
from queries.interval import NOTHING, Interval, added
from queries.view import View

MOST_NAMED: Final = 6  # reporters with a row of their own
PARTS: Final = ("panel", "entering", "leaving")
KINDS: Final = {
    "part": pl.String, "what": pl.String, "reporter": pl.String, "reporters": pl.Int64, "first": pl.Int64,
    "last": pl.Int64, "from_low": pl.Int64, "from_high": pl.Int64, "to_low": pl.Int64, "to_high": pl.Int64,
    "change_low": pl.Int64, "change_high": pl.Int64, "part_of_change": pl.Float64, "from_without_low": pl.Int64,
    "from_without_high": pl.Int64, "to_without_low": pl.Int64, "to_without_high": pl.Int64,
}  # fmt: skip
# Notes of a trend that are also true of what its change is made of.
NOTES: Final = ("demonstration", "censored", "noise")


@kept
def made_of(view: View) -> Figure:
    """What the change between the two years compared is made of, in counts and whole, whatever the view breaks it by.

    Frame, a row a part: `part` all, panel (the same reporters), entering (what those outside the panel gave in the last
    year), leaving (... in the first); `what` whole, reporter (one that is named) or rest (the others of that part);
    reporter, reporters (how many), first and last (years), from_*, to_* (bounds in the two years), change_* (bounds),
    part_of_change (percent of the change as published, of lower bounds), from_without_* and to_without_* (as published
    without that reporter). panel + entering + leaving = all in the first year and in the last, bound by bound; the
    rows of a part that are not whole add up to it. Facts: account; no row where nobody is named who reports.
    """
    whole = trend(replace(view, by="", measure="count"))
    found: Account | None = whole.facts["accounts"].get("")
    facts = {**whole.facts, "account": found}
    notes = tuple(note for note in whole.notes if note in NOTES)
    return Figure("change", whole.view, whole.edition, parts(found), facts, notes)


def parts(found: Account | None) -> pl.DataFrame:
    """The frame of `made_of`."""
    return pl.DataFrame(list(_rows(found)) if found else [], schema=KINDS, orient="row")


def _rows(found: Account) -> Iterator[dict[str, Any]]:
    if found.panel is None or found.first == found.last:
        return
    counts = {"panel": found.panel.reporters, "entering": len(found.entered), "leaving": len(found.left)}
    ends = {
        "panel": (found.panel.at_from, found.panel.at_to),
        "entering": (NOTHING, found.entering),
        "leaving": (found.leaving, NOTHING),
    }
    yield _row(found, "all", "whole", None, None, found.all_from, found.all_to)
    for part in PARTS:
        if counts[part] or any(end.high for end in ends[part]):
            yield _row(found, part, "whole", None, counts[part], *ends[part])
            yield from _members(found, part, counts[part], ends[part])


def _members(found: Account, part: str, count: int, ends: tuple[Interval, Interval]) -> Iterator[dict[str, Any]]:
    """The named reporters of a part, and the others as one row."""
    named = [one for one in found.drivers if one.change and one.role != "interrupted"][:MOST_NAMED]
    own = [one for one in named if one.role == part]
    for one in own:
        without = {"from_without": one.from_without, "to_without": one.to_without}
        yield _row(found, part, "reporter", one.reporter, 1, *_ends(one), without)
    rest = _less(ends[0], added(_ends(one)[0] for one in own)), _less(ends[1], added(_ends(one)[1] for one in own))
    if count > len(own) or any(end.high for end in rest):
        yield _row(found, part, "rest", None, count - len(own), *rest)


def _ends(one: Driver) -> tuple[Interval, Interval]:
    return one.at_from or NOTHING, one.at_to or NOTHING


def _less(whole: Interval, parts: Interval) -> Interval:
    """The rest of a sum: bound by bound, for the parts are in it."""
    return Interval(whole.low - parts.low, whole.high - parts.high)


def _row(
    found: Account, part: str, what: str, reporter: str | None, reporters: int | None, at_from: Interval,
    at_to: Interval, without: Mapping[str, Interval] | None = None,
) -> dict[str, Any]:  # fmt: skip
    change = at_to.minus(at_from)
    moved = 100 * (at_to.low - at_from.low) / found.change if found.change else None
    bounds = {"from": at_from, "to": at_to, "change": change, **(without or {})}
    return dict.fromkeys(KINDS) | {
        "part": part, "what": what, "reporter": reporter, "reporters": reporters, "first": found.first,
        "last": found.last, "part_of_change": moved,
        **{f"{name}_{side}": getattr(value, side) for name, value in bounds.items() for side in ("low", "high")},
    }  # fmt: skip
