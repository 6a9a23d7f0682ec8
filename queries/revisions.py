"""Two editions of one data set: what was revised, in which years, and whose numbers made it."""

from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.comparison_rules import differing, sides
from queries.figure import Figure, kept
from queries.figures import trend
from queries.interval import Interval
from queries.reporters import cells, reporter_of
from queries.view import Filters, View

_KEYS: Final = ("year_first", "year_last", "reporter")
_BOUNDS: Final = ("low", "high")


@dataclass(frozen=True)
class Revision:
    """One year's change from the older to the newer edition; `reporter` is empty where it is of all. `share` is the
    reporter's part in the change of the year (of lower bounds), None where that is nothing."""

    year_first: int
    year_last: int
    reporter: str
    old: Interval | None
    new: Interval | None
    provisional: bool
    share: float | None = None

    @property
    def change(self) -> float:
        """Of the lower bounds."""
        return (self.new.low if self.new else 0) - (self.old.low if self.old else 0)


def are_editions(view: View) -> bool:
    """Whether a comparison is of two editions of one data set, and of nothing else."""
    if view.versus is None:
        return False
    (_, one), (_, other) = sides(view)
    return differing(one, other) == ("edition",)


@kept
def revisions(view: View) -> Figure:
    """What the newer of two editions says differently, over the years that both have. Counts, whatever the measure.

    Frame, a row a year for all (reporter "") and one for every reporter whose number changed; where reporters are ways
    of collecting in countries ("hotline.USA"), for every way ("hotline") too. Columns: year_first, year_last, reporter,
    old_low, old_high, new_low, new_high (null where it did not report), difference_low, _high (new - old), ratio_low,
    _high (new / old), revision (same, changed, appeared, disappeared), provisional (in the older edition).

    Facts: `old`, `new` (Edition), `largest` (Revision of the year most revised; None where nothing changed), `makers`
    (the Revisions of its reporters, the largest first), `years` and `revised` (how many years both have, how many
    changed), `changed`, `appeared`, `disappeared` (reporters, over all these years), `reporter_of`, `records`.
    """
    (first, one), (second, other) = sides(view)
    pair = sorted(((first, one), (second, other)), key=lambda side: (side[0].edition_date, side[0].edition))
    (old, before), (new, after) = pair
    whole = _joined(_totals(before), _totals(after))
    whole = whole.filter(pl.col("old_low").is_not_null() & pl.col("new_low").is_not_null())
    years = whole.select("year_first", "year_last")
    each = _joined(_cells(old, before), _cells(new, after)).join(years, on=["year_first", "year_last"], how="semi")
    ways = _joined(_ways(old, before), _ways(new, after))
    ways = ways.join(years, on=["year_first", "year_last"], how="semi")
    named = pl.concat([ways, each]).filter(pl.col("revision") != "same")
    frame = pl.concat([whole, named]).sort("year_first", "reporter")
    frame = frame.with_columns(pl.col("year_last").is_in([*old.provisional]).alias("provisional"))
    view = replace(view, measure="count")
    return Figure("revision", view, new, frame, _facts(old, new, frame, each), _notes(new, frame))


def _totals(filters: Filters) -> pl.DataFrame:
    frame = trend(View("trends", filters)).frame.cast(dict.fromkeys(_BOUNDS, pl.Int64))
    return frame.select("year_first", "year_last", *_BOUNDS, reporter=pl.lit(""))


def _cells(edition: Edition, filters: Filters) -> pl.DataFrame:
    """Who gave what; nobody where the edition names nobody."""
    found = cells(edition, filters, "").cast({"year": pl.Int32, "low": pl.Int64, "high": pl.Int64})
    return found.select("reporter", *_BOUNDS, year_first="year", year_last="year")


def _ways(edition: Edition, filters: Filters) -> pl.DataFrame:
    """The same by how the records were collected, wherever."""
    found = _cells(edition, filters)
    if reporter_of(edition) != "collection":
        return found.clear()
    way = pl.col("reporter").str.split(".").list.first()
    return found.group_by(way, "year_first", "year_last").agg(pl.col(_BOUNDS).sum())


def _joined(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    both = old.rename({name: f"old_{name}" for name in _BOUNDS}).join(
        new.rename({name: f"new_{name}" for name in _BOUNDS}), on=[*_KEYS], how="full", coalesce=True
    )
    before, after = pl.col("old_low"), pl.col("new_low")
    same = before.eq(after) & pl.col("old_high").eq(pl.col("new_high"))
    kind = (
        pl.when(before.is_null()).then(pl.lit("appeared")).when(after.is_null()).then(pl.lit("disappeared"))
        .when(same).then(pl.lit("same")).otherwise(pl.lit("changed"))
    )  # fmt: skip
    # Two editions count the same people: where neither number moved, the difference is nothing, bounds or not.
    gone, come = pl.col("old_high").fill_null(0), pl.col("new_high").fill_null(0)
    return both.with_columns(
        difference_low=pl.when(same).then(0).otherwise(after.fill_null(0) - gone),
        difference_high=pl.when(same).then(0).otherwise(come - before.fill_null(0)),
        ratio_low=pl.when(before > 0).then(pl.when(same).then(1.0).otherwise(after / pl.col("old_high"))),
        ratio_high=pl.when(before > 0).then(pl.when(same).then(1.0).otherwise(pl.col("new_high") / before)),
        revision=kind,
    ).select(*_KEYS, "old_low", "old_high", "new_low", "new_high", "difference_low", "difference_high", "ratio_low",
             "ratio_high", "revision")  # fmt: skip


def _facts(old: Edition, new: Edition, frame: pl.DataFrame, each: pl.DataFrame) -> dict[str, Any]:
    rows = [_revision(row) for row in frame.iter_rows(named=True)]
    moved = [one for one in rows if not one.reporter and (one.old != one.new)]
    largest = max(moved, key=lambda one: (abs(one.change), -one.year_first), default=None)
    ever = each.group_by("reporter").agg(
        came=pl.col("old_low").null_count() == pl.len(), went=pl.col("new_low").null_count() == pl.len(),
        moved=(pl.col("revision") != "same").any(),
    )  # fmt: skip
    stayed = ~pl.col("came") & ~pl.col("went")
    return {
        "editions": {"a": new, "b": old},
        "old": old,
        "new": new,
        "largest": largest,
        "makers": _makers(largest, rows, frozenset(each["reporter"])),
        "years": sum(not one.reporter for one in rows),
        "revised": len(moved),
        "changed": ever.filter(stayed & pl.col("moved")).height,
        "appeared": ever.filter("came").height,
        "disappeared": ever.filter("went").height,
        "reporter_of": reporter_of(new) if reporter_of(new) == reporter_of(old) else "",
        "records": int(frame.filter(pl.col("reporter") == "")["new_high"].sum()),
        "known": None,
    }


def _makers(largest: Revision | None, rows: list[Revision], reporters: frozenset[str]) -> tuple[Revision, ...]:
    if largest is None:
        return ()
    year = (largest.year_first, largest.year_last)
    own = [one for one in rows if one.reporter in reporters and (one.year_first, one.year_last) == year]
    found = [replace(one, share=one.change / largest.change if largest.change else None) for one in own]
    return tuple(sorted(found, key=lambda one: (-(one.share or 0.0), one.reporter)))


def _revision(row: dict[str, Any]) -> Revision:
    old, new = (
        None if row[f"{of}_low"] is None else Interval(row[f"{of}_low"], row[f"{of}_high"]) for of in ("old", "new")
    )
    return Revision(row["year_first"], row["year_last"], row["reporter"], old, new, row["provisional"])


def _notes(new: Edition, frame: pl.DataFrame) -> tuple[str, ...]:
    censored = bool((frame["new_high"] > frame["new_low"]).any() or (frame["old_high"] > frame["old_low"]).any())
    said = {"demonstration": new.is_demonstration, "censored": censored}
    return tuple(note for note, holds in said.items() if holds)
