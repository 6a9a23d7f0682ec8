"""Children and women as shares: when somebody was a child, by region, by year. Each of those whose answer is known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from queries.catalogue import Edition
from queries.crossed import crossed
from queries.figure import Figure, edition_of, kept, pinned
from queries.figures import trend
from queries.measures import measured
from queries.notes import notes
from queries.run import run
from queries.slices import published
from queries.view import Filters, View
from queries.whiskers import with_whiskers

# When a person may have been a child: registered, exploited, when the exploitation began.
STAGES: Final = ("majority", "majority_at_exploitation", "majority_at_entry")
# Who is a share of the people, and the dimension that says so. A filter on it is no part of the denominator.
PEOPLE: Final = {"minor": "age", "female": "gender"}
# Parts that add up to less than this of their published total are shares of a part only.
IN_PART: Final = 0.8
PLACES: Final = ("region", "origin_region")


def stages_of(edition: Edition) -> tuple[str, ...]:
    """The moments at which a data set tells children from adults; no comparison where there is only one."""
    return tuple(stage for stage in STAGES if stage in edition.answers and edition.kind == "victims")


@kept
def stages(view: View) -> Figure:
    """Children among the records that say so, when registered, when exploited and when the exploitation began.

    Frame, a row a moment, first of those that answer it, then of the records that answer all of them (`same_records`):
    asked (of STAGES), same_records, value_low, value_high, ci_low, ci_high (percent), status, low, high, known,
    known_high, total. Facts: records, both (records that answer all). The edition must have two of STAGES.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition).having({"age": ()})
    asked = stages_of(edition)
    counted = run("victims_majorities", filters)
    all_of_them = counted.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in asked))
    total = int(counted["records"].sum())
    rows = [_children(counted, name, False, total) for name in asked]
    rows += [_children(all_of_them, name, True, total) for name in asked]
    frame = in_percent(pl.concat(rows), edition)
    facts = {"records": total, "both": int(all_of_them["records"].sum())}
    said = notes(edition, replace(view, measure="share"), frame, "majority")
    return Figure("stages", view, edition, frame, facts, (*lifted(view.filters, "age"), *said, "children_and_means"))


def _children(counted: pl.DataFrame, name: str, same: bool, total: int) -> pl.DataFrame:
    known = counted.filter(pl.col(name).is_not_null())["records"].sum()
    part = counted.filter(pl.col(name) == "minor")["records"].sum()
    row = {"asked": name, "same_records": same, "low": part, "high": part, "known": known, "known_high": known}
    return pl.DataFrame([row | {"total": total}])


def in_percent(counted: pl.DataFrame, edition: Edition) -> pl.DataFrame:
    """Low, high, known and known_high as shares with their 95 % intervals (queries.measures, queries.whiskers)."""
    return with_whiskers(measured(counted.with_columns(pl.lit(1).alias("years")), "share"), edition, "share").drop(
        "years"
    )


def places_offered(edition: Edition, filters: Filters) -> tuple[str, ...]:
    """The regions by which age or gender can be told apart."""
    return tuple(
        place
        for place in PLACES
        if place not in edition.lacks() and any(_together(edition, filters, of, place) for of in ("age", "gender"))
    )


def _together(edition: Edition, filters: Filters, of: str, *others: str) -> bool:
    return of not in edition.lacks() and published(edition, filters.having({of: ()}), of, *others)


@kept
def by_place(view: View) -> Figure:
    """Children, and women and girls, as shares of the records of each region where that is known.

    Frame, a row a person and region (`view.option("across")`, or the first that the data set has): person (of PEOPLE),
    the region (column named after it; null: not known), value_low, value_high, ci_low, ci_high (percent), status, low,
    high, known, known_high, total. Facts: records, place. The selection must have one of `places_offered`.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    offered = places_offered(edition, filters)
    place = view.option("across") if view.option("across") in offered else offered[0]
    told = [person for person, of in PEOPLE.items() if _together(edition, filters, of, place)]
    counted = pl.concat([_of_place(edition, filters, person, place) for person in told])
    frame = in_percent(counted, edition)
    totals = crossed(edition, filters, place) if published(edition, filters, place) else counted.unique(place)
    facts = {
        "records": max(totals["total"].to_list(), default=0), "records_high": int(counted["known_high"].sum()),
        "place": place, "known": 0,
    }  # fmt: skip
    said = notes(edition, replace(view, by=place, measure="share"), frame, "gender")
    set_aside = lifted(view.filters, *(PEOPLE[person] for person in told))
    return Figure("people_places", view, edition, frame, facts, (*set_aside, *said))


def _of_place(edition: Edition, filters: Filters, person: str, place: str) -> pl.DataFrame:
    of = PEOPLE[person]
    asked = "majority" if of == "age" and edition.kind == "victims" else of
    counted = _counted(edition, filters.having({of: ()}), asked, place)
    is_one, is_known = pl.col(asked) == person, pl.col(asked).is_not_null()
    return (
        counted.group_by(place)
        .agg(
            pl.lit(person).first().alias("person"),
            pl.col("low").filter(is_one).sum(),
            pl.col("high").filter(is_one).sum(),
            pl.col("low").filter(is_known).sum().alias("known"),
            pl.col("high").filter(is_known).sum().alias("known_high"),
            pl.col("low").sum().alias("total"),
        )
        .sort(place, nulls_last=True)
        .select("person", place, "low", "high", "known", "known_high", "total")
    )


def _counted(edition: Edition, filters: Filters, asked: str, place: str) -> pl.DataFrame:
    """Of ages of published figures those by gender, added up, as in the figure of gender and age: some countries give
    adults of each gender and not adults together."""
    if edition.kind == "figures" and asked == "age" and published(edition, filters, "gender", "age", place):
        return crossed(edition, filters, "age", place, "gender")
    return crossed(edition, filters, asked, place)


def of_by_year(edition: Edition, filters: Filters, of: str) -> bool:
    """Whether age, or gender, can be followed by year with what is selected."""
    return _together(edition, filters, of)


def children_by_year(view: View) -> Figure:
    """Children as a share of those whose age is known, by year: a trend (queries.figures.trend)."""
    return _by_year(view, "age", ("minor",), "children_by_year", ("children_and_means",))


def genders_by_year(view: View) -> Figure:
    """Each gender as a share of those whose gender is known, by year: a trend (queries.figures.trend)."""
    return _by_year(view, "gender", (), "genders_by_year", ())


def _by_year(view: View, of: str, codes: tuple[str, ...], name: str, more: Sequence[str]) -> Figure:
    asked = replace(view, by=of, measure="share", show="", options=(), filters=view.filters.having({of: codes}))
    found = trend(asked)
    said = dict.fromkeys((*lifted(view.filters, of), *of_shares(found.notes), *more))
    facts = {**found.facts, "in_part": _in_part(found.edition, asked.filters.having({of: ()}), of)}
    return replace(found, name=name, notes=tuple(said), facts=facts)


def _in_part(edition: Edition, filters: Filters, of: str) -> dict[int, float]:
    """The years whose published parts are well below the published total, with the percentage they are of it."""
    filters = pinned(filters, edition)
    if edition.kind == "victims" or not published(edition, filters) or not published(edition, filters, of):
        return {}
    parts = crossed(edition, filters, of, "year").group_by("year").agg(pl.col("high").sum().alias("parts"))
    whole = crossed(edition, filters, "year").select("year", "low")
    both = parts.join(whole, on="year").filter(pl.col("parts") < IN_PART * pl.col("low")).sort("year")
    return {int(year): 100 * part / low for year, part, low in both.select("year", "parts", "low").iter_rows()}


def lifted(filters: Filters, *dimensions: str) -> tuple[str, ...]:
    """The notes that a filter is no part of a share: of what it picks the share would always be all."""
    return tuple(f"{of}_lifted" for of in dimensions if getattr(filters, of))


def of_shares(notes_of: Sequence[str]) -> tuple[str, ...]:
    """A count of a long period is an average year of it, a share is of the whole period."""
    return tuple("periods_of_shares" if note == "periods" else note for note in notes_of)
