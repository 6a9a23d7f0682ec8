"""The figure of a map: records by country, over the years chosen."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from data.countries import countries
from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import left_out
from queries.measures import measured
from queries.notes import notes
from queries.run import run
from queries.shares import codes_of, question_of, share_of
from queries.slices import slice_of
from queries.view import Filters, View
from queries.whiskers import with_whiskers

# The filters that pick places on the map itself: they mark countries, and take none away.
MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "country": ("country", "region", "subregion"),
    "origin": ("origin", "origin_region"),
}


@kept
def places(view: View) -> Figure:
    """Records by country of exploitation or report, or of origin (`view.by`), over the years chosen.

    Frame, a row a country: code, selected (whether the filters pick it), low, high, known, known_high, total, years
    (with a record), status, value_low, value_high, ci_low, ci_high (queries.whiskers). A count of published figures is
    the average of the years with a figure; a share is of the known. Facts are of the selected countries.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    place = view.by or "country"
    counted = _counted(edition, filters, view, place)
    placed = counted.filter(pl.col("code").is_not_null()).with_columns(_selected(filters, place))
    shown = measured(placed, view.measure, zero_is_absence=edition.kind == "figures")
    averaged = _averaged(shown, edition, view.measure).drop("first_year", "last_year")
    frame = with_whiskers(averaged, edition, view.measure)
    of = question_of(edition, view)
    # Where the file has no such places, the filters took rows away: what is left, without a country, is the selection.
    marked = place in edition.answers and any(getattr(filters, name) for name in MARKS[place])
    facts = _facts(counted, frame, place, marked) | {"of": of} | left_out(edition, filters)
    return Figure("map", view, edition, frame, facts, (*notes(edition, view, frame, of), "boundaries"))


def _counted(edition: Edition, filters: Filters, view: View, place: str) -> pl.DataFrame:
    of = share_of(view)
    asked = filters.having({of: ()}) if of else filters
    if place in edition.answers:
        asked = asked.having(dict.fromkeys(MARKS[place], ()))
    # The slice is the whole selection's; the question is the characteristic, so that its denominator is counted too.
    cut = slice_of(filters, view.by).parameters() if edition.kind == "figures" else {}
    among = codes_of(view) if of else []
    question = question_of(edition, view)
    counted = run(f"{edition.kind}_by_place", asked, by=question, place=place, among=among, **cut)
    return counted if "known_high" in counted.columns else counted.with_columns(pl.col("known").alias("known_high"))


def _selected(filters: Filters, place: str) -> pl.Expr:
    """Whether the filters on the map's own places pick a country."""
    named, area, *finer = (getattr(filters, name) for name in MARKS[place])
    chosen = [
        code
        for code, country in countries().items()
        if (not named or code in named)
        and (not area or country.region in area)
        and all(not subregions or country.subregion in subregions for subregions in finer)
    ]
    return pl.col("code").is_in(chosen).alias("selected")


def _facts(counted: pl.DataFrame, frame: pl.DataFrame, place: str, marked: bool) -> dict[str, Any]:
    picked = frame.filter(pl.col("selected"))
    unplaced = counted.filter(pl.col("code").is_null() & (not marked))
    return {
        "records": int(picked["total"].sum()) + int(unplaced["total"].sum()),
        "placed": int(picked["total"].sum()),
        "known": int(picked["known"].sum()) + int(unplaced["known"].sum()),
        "places": picked.filter(pl.col("high") > 0).height,
        "dimension": place,
        "first_year": counted["first_year"].min(),
        "last_year": counted["last_year"].max(),
    }


def _averaged(frame: pl.DataFrame, edition: Edition, measure: str) -> pl.DataFrame:
    """Published figures per year with a figure: a sum would only show who reports more often."""
    if edition.kind == "victims" or measure != "count":
        return frame
    years = pl.when(pl.col("years") > 0).then(pl.col("years"))
    return frame.with_columns(pl.col("value_low") / years, pl.col("value_high") / years)
