"""The figure of a map: records by country, over the years chosen or in one of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from queries import rates
from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import left_out
from queries.measures import measured
from queries.notes import notes
from queries.placed import by_year, counted, is_single
from queries.shares import question_of
from queries.view import View
from queries.whiskers import with_whiskers


@kept
def places(view: View) -> Figure:
    """Records by country of exploitation or report, or of origin (`view.by`), over the years chosen, or in `view.year`.

    Frame, a row a country: code, selected (whether the filters pick it), low, high, known, known_high, total, years
    (with a record), status, value_low, value_high, ci_low, ci_high (queries.whiskers). A count of published figures is
    the average of the years with a figure; a share is of the known. Of one year, the frame has that year in year_first
    and year_last, facts have `scale`: the values (bounds) of all countries in all years, for classes that are the same
    in every one of them. Facts are of the selected countries.
    """
    edition = edition_of(view)
    if view.year is None:
        rows = counted(view)
        out = left_out(edition, pinned(view.filters, edition))
        return _figure(edition, view, rows, drawn(edition, view, rows), out)
    every = by_year(view)
    rows = every.filter(is_single() & (pl.col("year_first") == view.year))
    dated = [pl.lit(view.year, pl.Int32).alias(name) for name in ("year_first", "year_last")]
    frame = drawn(edition, view, rows).with_columns(*dated)
    return _figure(edition, view, rows, frame, out_of_years(edition, view, every) | {"scale": _scale(view)})


def drawn(edition: Edition, view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """The countries among counted rows, with values, status and whiskers, whatever their years."""
    placed = rows.filter(pl.col("code").is_not_null()).drop("year_first", "year_last", strict=False)
    shown = measured(placed, view.measure, zero_is_absence=edition.kind == "figures")
    valued = averaged(shown, edition, view.measure).drop("first_year", "last_year", strict=False)
    return with_whiskers(valued, edition, view.measure)


def out_of_years(edition: Edition, view: View, every: pl.DataFrame) -> dict[str, int]:
    """What no single year of the selection holds: records without a year, and those of longer periods."""
    picked = every.filter(pl.col("selected") & ~is_single())
    undated = picked.filter(pl.col("year_first").is_null())
    out = left_out(edition, pinned(view.filters, edition))
    return {
        "undated": out["undated"] + int(undated["total"].sum()),
        "partly": out["partly"] + int(picked["total"].sum()) - int(undated["total"].sum()),
    }


def _scale(view: View) -> tuple[tuple[float | None, float | None], ...]:
    """The values, with their bounds, of all countries in all years."""
    return _values_of_years(replace(view, year=None, show="", options=()))


@kept
def _values_of_years(view: View) -> tuple[tuple[float | None, float | None], ...]:
    rows = by_year(view).filter(is_single() & pl.col("code").is_not_null()).drop("year_first", "year_last")
    shown = measured(rows, view.measure, zero_is_absence=edition_of(view).kind == "figures")
    return tuple(shown.select("value_low", "value_high").iter_rows())


def _figure(edition: Edition, view: View, rows: pl.DataFrame, frame: pl.DataFrame, more: Mapping[str, Any]) -> Figure:
    picked = rows.filter(pl.col("selected"))
    placed = picked.filter(pl.col("code").is_not_null())
    of = question_of(edition, view)
    facts = {
        "records": int(picked["total"].sum()),
        "records_high": int(picked["known_high"].sum()),
        "placed": int(placed["total"].sum()),
        "known": int(picked["known"].sum()),
        "places": frame.filter(pl.col("selected") & (pl.col("high") > 0)).height,
        "dimension": view.by or "country",
        "first_year": view.year or rows["first_year"].min(),
        "last_year": view.year or rows["last_year"].max(),
        "of": of,
        **more,
        **(rates.of_map(frame) if view.measure == "rate" else {}),
    }
    if view.year is None:  # residents of several years, added up, are no number of residents
        frame = frame.rename({"people": "resident_years"}, strict=False)
    return Figure("map", view, edition, frame, facts, (*notes(edition, view, frame, of), "boundaries"))


def averaged(frame: pl.DataFrame, edition: Edition, measure: str) -> pl.DataFrame:
    """Published figures per year with a figure: a sum would only show who reports more often."""
    if edition.kind == "victims" or measure != "count":
        return frame
    years = pl.when(pl.col("years") > 0).then(pl.col("years"))
    return frame.with_columns(pl.col("value_low") / years, pl.col("value_high") / years)
