"""Records by the country that a map colours: counted once for all years, or period by period. Countries that the
filters do not pick are counted too, and marked: a map shows them standing back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import polars as pl

from data.countries import countries
from queries import rates
from queries.catalogue import Edition
from queries.figure import edition_of, kept, pinned
from queries.run import run
from queries.shares import codes_of, question_of, share_of
from queries.slices import slice_of
from queries.view import Filters, View

# The filters that pick places on the map itself: they mark countries, and take none away.
MARKS: Final[Mapping[str, tuple[str, ...]]] = {
    "country": ("country", "region", "subregion"),
    "origin": ("origin", "origin_region"),
}


def counted(view: View) -> pl.DataFrame:
    """Records by country of exploitation or report, or of origin (`view.by`), over the years of the filters.

    Frame, a row a country, and one without (code null): code, low, high, known, known_high, total, years (with a
    record), first_year, last_year, people (residents, of a rate), and selected: whether the filters pick it. What has
    no country is picked unless the filters pick countries.
    """
    return _counted(view, yearly=False).drop("year_first", "year_last")


@kept
def _each_year(view: View) -> pl.DataFrame:
    return _counted(view, yearly=True)


def by_year(view: View) -> pl.DataFrame:
    """The same, a row a country and period: with year_first and year_last, null for records without a year. Counted
    once for all years of a map: a step from one to the next asks the database nothing."""
    return _each_year(replace(view, year=None, show="", options=()))


def years_of(view: View) -> list[int]:
    """The single years in which the selection has a record, in order."""
    return sorted(by_year(view).filter(pl.col("selected") & is_single())["year_first"].unique().to_list())


def is_single() -> pl.Expr:
    """Whether a row is of one year, and not of a longer period or of none."""
    return (pl.col("year_first") == pl.col("year_last")).fill_null(False)


def _counted(view: View, yearly: bool) -> pl.DataFrame:
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    place = view.by or "country"
    of = share_of(view)
    asked = filters.having({of: ()}) if of else filters
    if place in edition.answers:
        asked = asked.having(dict.fromkeys(MARKS[place], ()))
    # The slice is the whole selection's; the question is the characteristic, so that its denominator is counted too.
    cut = slice_of(filters, view.by).parameters() if edition.kind == "figures" else {}
    among = codes_of(view) if of else []
    is_rate = view.measure == "rate"
    options = {"by": question_of(edition, view), "place": place, "among": among, "yearly": yearly or is_rate}
    found = run(f"{edition.kind}_by_place", asked, **options, **cut)
    found = rates.of_places(found, filters, yearly) if is_rate else found
    if "known_high" not in found.columns:
        found = found.with_columns(pl.col("known").alias("known_high"))
    return found.with_columns(_selected(edition, filters, place))


def _selected(edition: Edition, filters: Filters, place: str) -> pl.Expr:
    # Where the file has no such places, the filters took rows away: what is left, without a country, is the selection.
    marked = place in edition.answers and any(getattr(filters, name) for name in MARKS[place])
    picked = pl.col("code").is_in(_picked(filters, place))
    return pl.when(pl.col("code").is_null()).then(not marked).otherwise(picked).alias("selected")


def _picked(filters: Filters, place: str) -> list[str]:
    """The countries that the filters on the map's own places pick; all of them where none is."""
    named, area, *finer = (getattr(filters, name) for name in MARKS[place])
    return [
        code
        for code, country in countries().items()
        if (not named or code in named)
        and (not area or country.region in area)
        and all(not subregions or country.subregion in subregions for subregions in finer)
    ]
