"""The figure of small maps: records by country in consecutive periods, as equal in length as the years allow."""

from math import ceil
from typing import Any, Final

import polars as pl

from queries import rates
from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import left_out
from queries.measures import measured
from queries.notes import notes
from queries.placed import by_year
from queries.places import averaged
from queries.shares import question_of
from queries.view import View
from queries.whiskers import with_whiskers

PREFERRED: Final = (6, 4, 5)  # periods, the first that leaves fewest years over
Period = tuple[int, int]


def periods_of(first: int, last: int) -> list[Period]:
    """Four to six consecutive periods of one length; where the years cannot be shared out, the first is shorter.
    Fewer than four years are periods of their own.

    >>> periods_of(2003, 2022)
    [(2003, 2007), (2008, 2012), (2013, 2017), (2018, 2022)]
    """
    years = last - first + 1
    lengths = {n: ceil(years / n) for n in PREFERRED}
    possible = [n for n in PREFERRED if ceil(years / lengths[n]) == n]
    number = min(possible, key=lambda n: n * lengths[n] - years) if possible else years
    length = lengths.get(number, 1)
    ends = range(last - (number - 1) * length, last + 1, length)
    return [(max(first, end - length + 1), end) for end in ends]


@kept
def periods(view: View) -> Figure:
    """Records by country in each of the periods: a count per year of the period, of published figures per year with a
    figure; a share of the known.

    Frame, a row a country and period in which it has records: code, selected, year_first, year_last, low, high, known,
    known_high, total, years, status, value_low, value_high, ci_low, ci_high, every (whether it has a value in each of
    the periods). Facts are of the selected countries: records, placed, known, undated, partly (of longer periods than
    these), places, periods (first, last, countries with a value), every (countries with one in each), same (of
    reporting countries with a count: those countries' values added, bounds, by period; else empty).
    """
    edition = edition_of(view)
    rows = by_year(view)
    spans = _spans(rows)
    inside = _in_periods(rows, spans)
    placed = inside.filter(pl.col("code").is_not_null())
    frame = _everywhere(_drawn(edition, view, placed), len(spans))
    of = question_of(edition, view)
    facts = _facts(edition, view, rows, inside) | _told(edition, view, frame, spans) | {"of": of}
    facts |= rates.of_map(frame) if view.measure == "rate" else {}
    frame = frame.rename({"people": "resident_years"}, strict=False)
    said = [note for note in notes(edition, view, frame, of) if note != "periods"]
    return Figure("periods", view, edition, frame, facts, (*said, "boundaries"))


def _spans(rows: pl.DataFrame) -> list[Period]:
    """The periods of the years in which anybody counts anything, of what the filters leave."""
    dated = rows.filter((pl.col("total") > 0) | (pl.col("known_high") > 0)).drop_nulls("year_first")
    if dated.is_empty():
        return []
    return periods_of(int(dated["year_first"].min()), int(dated["year_last"].max()))  # type: ignore[arg-type]


def _in_periods(rows: pl.DataFrame, spans: list[Period]) -> pl.DataFrame:
    """Rows by year added up by the period that they lie wholly inside; the others go."""
    bounds = pl.DataFrame(spans, schema={"_first": pl.Int32, "_last": pl.Int32}, orient="row")
    return (
        rows.filter(pl.col("year_first").is_not_null())
        .join_where(bounds, pl.col("year_first") >= pl.col("_first"), pl.col("year_last") <= pl.col("_last"))
        .group_by("code", "selected", year_first="_first", year_last="_last")
        .agg(pl.col("low", "high", "known", "known_high", "total", "years").sum(), *_residents(rows))
        .sort("year_first", "code", nulls_last=True)
    )


def _residents(rows: pl.DataFrame) -> list[pl.Expr]:
    """Of a rate: the residents of all years added up; null where those of any year are not known."""
    if "people" not in rows.columns:
        return []
    return [pl.when(pl.col("people").null_count() == 0).then(pl.col("people").sum()).alias("people")]


def _drawn(edition: Edition, view: View, placed: pl.DataFrame) -> pl.DataFrame:
    """The values: published figures are averages of the years with one, not of the period."""
    if edition.kind == "victims":
        return with_whiskers(measured(placed, view.measure), edition, view.measure)
    bare = measured(placed.drop("year_first", "year_last"), view.measure, zero_is_absence=True)
    shown = with_whiskers(averaged(bare, edition, view.measure), edition, view.measure)
    return shown.with_columns(placed["year_first"], placed["year_last"])


def _everywhere(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    """With `every`: whether a country has a value, or one withheld, in each of the periods."""
    return frame.with_columns(((pl.col("status") != "M").sum().over("code") == number).alias("every"))


def _facts(edition: Edition, view: View, rows: pl.DataFrame, inside: pl.DataFrame) -> dict[str, Any]:
    picked = rows.filter(pl.col("selected"))
    undated = int(picked.filter(pl.col("year_first").is_null())["total"].sum())
    within = int(inside.filter(pl.col("selected"))["total"].sum())
    out = left_out(edition, pinned(view.filters, edition))
    return {
        "records": within,
        "records_high": int(inside.filter(pl.col("selected"))["known_high"].sum()),
        "placed": int(inside.filter(pl.col("selected") & pl.col("code").is_not_null())["total"].sum()),
        "known": int(inside.filter(pl.col("selected"))["known"].sum()),
        "undated": out["undated"] + undated,
        "partly": out["partly"] + int(picked["total"].sum()) - undated - within,
        "dimension": view.by or "country",
    }


def _told(edition: Edition, view: View, frame: pl.DataFrame, spans: list[Period]) -> dict[str, Any]:
    seen = frame.filter(pl.col("selected") & (pl.col("status") != "M"))
    by_period = {span: seen.filter(pl.col("year_first") == span[0]) for span in spans}
    same = [part.filter(pl.col("every")) for part in by_period.values()]
    # Only where a country is who reports are its figures those of the same reporter.
    are_reporters = edition.kind == "figures" and view.measure == "count" and (view.by or "country") == "country"
    sums = [(float(part["value_low"].sum()), float(part["value_high"].sum())) for part in same]
    return {
        "periods": tuple((*span, part.height) for span, part in by_period.items()),
        "places": seen["code"].n_unique(),
        "every": seen.filter(pl.col("every"))["code"].n_unique(),
        "same": tuple(sums) if are_reporters else (),
        "first_year": spans[0][0] if spans else None,
        "last_year": spans[-1][1] if spans else None,
    }
