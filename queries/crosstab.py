"""A crosstab: records by two or three dimensions, as counts or as shares, with what is not known and the totals."""

from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.crossed import ALL, crossed, crossed_with_margins
from queries.crosstab_link import dimensions
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import filtered_known, left_out
from queries.measures import measured
from queries.notes import notes
from queries.shares import codes_of, question_of, share_of
from queries.slices import published, slice_of
from queries.view import ANSWERS, PERPETRATORS, Filters, View
from queries.whiskers import with_whiskers

# Dimensions of which one record may have several codes: their rows do not add up to records.
SEVERAL: Final = (*ANSWERS, "sexual_form", *PERPETRATORS)
MOST_FILLED: Final = 1_000  # combinations; of more, only those that occur are rows
_VALUES: Final = ("value_low", "value_high", "ci_low", "ci_high")


@kept
def crosstab(view: View) -> Figure:
    """Records by `view.by` (rows), `across` (columns) and `within` (layers, may be none), options of the page.

    Frame, a row a combination: a column a dimension (its codes; null: unknown), low, high, known, known_high, total
    (queries.crossed), status, value_low, value_high, ci_low, ci_high; year_first and year_last where a dimension is
    years of unequal length (a count is then per year of its period). A share is of those records of a column that
    answer the rows, or (`of=row`) of those of a row that answer the columns; unknown has a count and no share. Counts
    of published figures are sums over the years.

    Facts: records, known, `asked` (the dimension whose codes are counted) and `beside` (the other), `margin` (the same
    frame over all of `beside`, without that column), filtered_known (percent by dimension), first_year, last_year.
    """
    edition = edition_of(view)
    asked, beside, *within = _ordered(edition, view)
    filters, picked = _selected(edition, view, asked)
    counted = (crossed_with_margins if edition.kind == "victims" else crossed)(edition, filters, asked, beside, *within)
    cells = _filled(_without_margins(counted, beside, *within), edition, asked)
    margin = _margin(counted, edition, asked, beside, *within)
    shown, whole = (one.filter(pl.col(asked).is_in(picked)) if picked else one for one in (cells, margin))
    frame = _valued(shown, edition, view, asked)
    facts = _facts(edition, filters, counted, asked, beside, *within) | {
        "asked": asked, "beside": beside, "margin": _valued(whole, edition, view, asked), "of": "",
        "first_year": filters.from_ or edition.first_year, "last_year": filters.to or edition.last_year,
    }  # fmt: skip
    return Figure("crosstab", view, edition, frame, facts, _notes(edition, view, frame, dimensions(view)))


def _ordered(edition: Edition, view: View) -> list[str]:
    """What is counted, beside what, within what: shares of rows count the columns. Minor or adult is a coarser question
    than the age band, where the filters ask no more."""
    asked, beside, *within = dimensions(view)
    if view.measure == "share" and view.option("of") == "row":
        asked, beside = beside, asked
    coarse = question_of(edition, replace(view, by=asked)) or asked
    return [asked if coarse in (beside, *within) else coarse, beside, *within]


def _selected(edition: Edition, view: View, asked: str) -> tuple[Filters, list[str]]:
    """The selection, and the codes that a share is of: a filter on them is no part of its own denominator."""
    filters, of_asked = pinned(view.filters, edition), replace(view, by="age" if asked == "majority" else asked)
    of = share_of(of_asked)
    return (filters.having({of: ()}), codes_of(of_asked)) if of else (filters, [])


def _filled(cells: pl.DataFrame, edition: Edition, asked: str) -> pl.DataFrame:
    """A combination that nobody has is a zero where there are records; of published figures it is no figure."""
    others = [name for name in cells.columns if name not in (asked, *_COUNTED)]
    groups = cells.group_by(others, maintain_order=True).agg(pl.col("total").first(), pl.col("known").max())
    codes = cells.select(asked).drop_nulls().unique(maintain_order=True)
    if edition.kind == "figures" or codes.height * groups.height > MOST_FILLED or _has_zeros(edition, asked):
        return cells
    missing = codes.join(groups, how="cross").join(cells, on=[asked, *others], how="anti", nulls_equal=True)
    none = [pl.lit(0, pl.Int64).alias("low"), pl.lit(0, pl.Int64).alias("high"), pl.col("known").alias("known_high")]
    added = missing.with_columns(none).select(cells.columns)
    return pl.concat([cells, added]).sort(asked, *others, nulls_last=True)


_COUNTED: Final = ("low", "high", "known", "known_high", "total", "years")


def _has_zeros(edition: Edition, asked: str) -> bool:
    """Where a "no" is published, those with nobody are counted already, each with its own denominator."""
    return asked in edition.zeros


def _without_margins(counted: pl.DataFrame, *names: str) -> pl.DataFrame:
    return counted.filter(pl.all_horizontal(pl.col(name).ne_missing(ALL) for name in names)) if names else counted


def _margin(counted: pl.DataFrame, edition: Edition, asked: str, beside: str, *within: str) -> pl.DataFrame:
    """The same over all of the other dimension. Published figures are one slice, and add up in it."""
    if edition.kind == "victims":
        return _without_margins(counted.filter(pl.col(beside) == ALL).drop(beside), *within)
    sums = counted.group_by(asked, *within).agg(pl.col("low", "high").sum(), pl.col("years").max())
    answered = pl.col(asked).is_not_null()
    over = [pl.col(name) for name in within] or [pl.lit(1)]
    totals = {
        "known": pl.col("low").filter(answered).sum(), "known_high": pl.col("high").filter(answered).sum(),
        "total": pl.col("low").sum(),
    }  # fmt: skip
    return sums.with_columns(**{name: one.over(over) for name, one in totals.items()}).sort(
        asked, *within, nulls_last=True
    )


def _valued(counted: pl.DataFrame, edition: Edition, view: View, asked: str) -> pl.DataFrame:
    """With values, status and intervals: a share of unknown is none, its count is one."""
    # The width of the years is that of a period; published figures are summed here, never averaged.
    dated = _dated(counted).with_columns(pl.lit(1, pl.Int64).alias("years"))
    known = dated.filter(pl.col(asked).is_not_null())
    shown = with_whiskers(measured(known, view.measure), edition, view.measure)
    unknown = dated.filter(pl.col(asked).is_null())
    # That nobody answers takes nothing from a count of those who do not.
    counts = with_whiskers(measured(unknown.with_columns(known_high=pl.col("high") + 1), "count"), edition, "count")
    counts = counts.with_columns(known_high=unknown["known_high"])
    if view.measure == "share":
        counts = counts.with_columns(pl.lit(None, pl.Float64).alias(name) for name in _VALUES)
    return _undated(pl.concat([shown, counts.select(shown.columns)])).drop("years")


def _dated(counted: pl.DataFrame) -> pl.DataFrame:
    """With the first and last year of each period, where one of the dimensions is years of unequal length. Records
    without a year are of no period: 0 to 0, for now, so that they are counted as they are."""
    if "year" not in counted.columns or not counted["year"].str.contains("-").any():
        return counted
    ends = pl.col("year").str.split("-").cast(pl.List(pl.Int64))
    return counted.with_columns(year_first=ends.list.first().fill_null(0), year_last=ends.list.last().fill_null(0))


def _undated(frame: pl.DataFrame) -> pl.DataFrame:
    """Whose year is not known has none."""
    if "year_first" not in frame.columns:
        return frame
    return frame.with_columns(pl.when(pl.col(end) > 0).then(pl.col(end)) for end in ("year_first", "year_last"))


def _facts(edition: Edition, filters: Filters, counted: pl.DataFrame, asked: str, *others: str) -> dict[str, Any]:
    if edition.kind == "figures":
        return _figures_facts(edition, filters, counted, asked, *others)
    alone = counted.filter(pl.all_horizontal(pl.col(name) == ALL for name in others))
    answered = {name: _answered_beside(edition, filters, counted, name, *others) for name in others}
    known, records = _answered(alone, asked)
    shares = {name: 100 * one / records for name, one in ({asked: known} | answered).items() if records}
    found = filtered_known(edition, filters) | shares
    return {"records": records, "known": records, "filtered_known": found, **left_out(edition, filters)}


def _answered(counted: pl.DataFrame, name: str) -> tuple[int, int]:
    """Records that answer a dimension (the best known of its answers), and all of them."""
    known = counted.filter(pl.col(name).is_not_null())["known"].to_list()
    return max(known, default=0), max(counted["total"].to_list(), default=0)


def _answered_beside(edition: Edition, filters: Filters, counted: pl.DataFrame, name: str, *others: str) -> int:
    """Records that answer another dimension: all but those of whom it is not known. Where a "no" is published, each of
    its answers has its own denominator, which is counted apart."""
    if _has_zeros(edition, name):
        return _answered(crossed(edition, filters, name), name)[0]
    alone = counted.filter(pl.all_horizontal(pl.lit(True), *(pl.col(one) == ALL for one in others if one != name)))
    totals = dict(alone.select(name, "total").iter_rows())
    return int(totals.get(ALL, 0) - totals.get(None, 0))


def _figures_facts(edition: Edition, filters: Filters, parts: pl.DataFrame, *named: str) -> dict[str, Any]:
    """The sum of the parts, and the publisher's own total of the same selection."""
    low, high = int(parts["low"].sum()), int(parts["high"].sum())
    found = {"records": low or high, "known": low, "known_high": high, "whole": None, "whole_high": None}
    if published(edition, filters, "") and slice_of(filters, *named) != slice_of(filters, ""):
        whole = crossed(edition, filters, "year")
        found |= {"whole": int(whole["low"].sum()), "whole_high": int(whole["high"].sum())}
    return found


def _notes(edition: Edition, view: View, frame: pl.DataFrame, named: tuple[str, ...]) -> tuple[str, ...]:
    """What is to be said of any of the dimensions, once; that periods differ is said in the table's own words."""
    said = [note for name in named for note in notes(edition, replace(view, by=name), frame, name)]
    if edition.kind == "victims" and {*named} & {*SEVERAL}:
        said.append("several_answers")
    return tuple(note for note in dict.fromkeys(said) if note != "periods")
