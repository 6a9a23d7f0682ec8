"""From where to where: records by citizenship and by country (or region) of identification, every one accounted for.

A citizenship is no place of recruitment or departure, and a pair of countries is no route.
"""

from dataclasses import replace
from typing import Final

import polars as pl

from data.countries import countries
from queries.catalogue import Edition
from queries.figure import Figure, kept
from queries.flows_pairs import account, ends_of, is_between, is_internal, is_known, total
from queries.slices import published
from queries.view import View

MOST_ARCS: Final = 80  # more cannot be told apart; where the floor is not chosen it rises until no more are left
MOST_SHOWN: Final = 12  # rows and columns of a matrix
MOST_BARS: Final = 10  # of either side of an exchange
NOISE: Final = 10  # a published number under this is mostly noise where the publisher adds noise
_FLOORS: Final = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))


def can_flow(edition: Edition, view: View) -> bool:
    """Whether the data set has both ends, published together with what the view selects."""
    ends = ends_of(view)
    return not {*ends} & edition.lacks() and published(edition, view.filters, *ends)


@kept
def flows(view: View) -> Figure:
    """The selection by both ends; what the arcs, the rings and their floor are drawn from.

    Frame, a row a pair that occurs, null where an end is unknown: origin and country (or origin_region and region),
    low, high (counted, bounds; they add up to all that is selected), years (published figures: those with a figure),
    value_low, value_high (what is drawn: records, or the average of the years with a figure, as on the map), status,
    drawn (as an arc, or as a ring where both ends are one). Facts: records and its parts both (internal and between),
    only_origin, only_country, neither, each with its `_high`; floor, arcs, rings, pairs_under and records_under (not
    drawn for the floor; with `_high`), placeless (of a country of the past, which no map has).
    """
    found = _figure("flows", view)
    between, internal = is_between(view), is_internal(view)
    placed = _is_placed(view)
    floor = _floor(view, found.edition, found.frame.filter(between & placed))
    reaches = pl.col("value_high") >= floor
    frame = found.frame.with_columns((placed & ((between & reaches) | internal)).fill_null(False).alias("drawn"))
    under = frame.filter(between & placed & ~reaches)
    facts = {
        **found.facts,
        "floor": floor,
        "arcs": frame.filter(between & pl.col("drawn")).height,
        "rings": frame.filter(internal & pl.col("drawn")).height,
        "pairs_under": under.height,
        "records_under": total(under, "low"),
        "records_under_high": total(under, "high"),
        "placeless": total(frame.filter((between | internal) & ~placed), "low"),
    }
    return replace(found, frame=frame, facts=facts, notes=(*found.notes, "no_route", "boundaries"))


@kept
def matrix(view: View) -> Figure:
    """The same pairs as a matrix: the frame of `flows` with `shown` in place of `drawn`, whether a pair is among the
    MOST_SHOWN citizenships and countries with most (both known). Facts as those of all figures here, and
    shown, the part of `both` that is; shown_origins, shown_countries, origins and countries, how many there are."""
    found = _figure("matrix", view)
    first, second = ends_of(view)
    tops = {end: _largest(found.frame, end, view) for end in (first, second)}
    inside = pl.all_horizontal(pl.col(end).is_in(top).fill_null(False) for end, top in tops.items())
    frame = found.frame.with_columns(inside.alias("shown"))
    seen = frame.filter("shown")
    facts = {
        **found.facts,
        "shown": total(seen, "low"),
        "shown_origins": len(tops[first]),
        "shown_countries": len(tops[second]),
        "origins": found.frame[first].drop_nulls().n_unique(),
        "countries": found.frame[second].drop_nulls().n_unique(),
    }
    return replace(found, frame=frame, facts=facts)


@kept
def regions(view: View) -> Figure:
    """The selection by region of citizenship and region of identification, whatever the view breaks it by: the frame
    and the facts of `flows` without what is about drawing arcs."""
    return _figure("regions", replace(view, by="region"))


@kept
def exchange(view: View) -> Figure:
    """Both answers of one place: where its citizens were identified, and whose citizens were identified there.

    The place is the option `place`, else the one end that the filters pick, else the one with most records between it
    and others. Frame: the rows of `flows` with that place at either end, `shown` in place of `drawn`: whether among the
    MOST_BARS largest of either side. Facts: place; citizens and of them elsewhere and nowhere (country unknown);
    identified and of them foreign and stateless (citizenship unknown); to and from, how many other places at the other
    end; places, all that can be asked for.
    """
    found = _figure("exchange", view)
    first, second = ends_of(view)
    every = sorted({*found.frame[first].drop_nulls(), *found.frame[second].drop_nulls()})
    place = _place(view, found.frame, every)
    ordered = found.frame.sort(["value_low", "value_high", first, second], descending=[True, True, False, False])
    citizens, identified = (ordered.filter(pl.col(end) == place) for end in (first, second))
    elsewhere, foreign = (part.filter(is_between(view)) for part in (citizens, identified))
    frame = found.frame.filter((pl.col(first) == place) | (pl.col(second) == place))
    facts = {
        **found.facts,
        "records": total(frame, "low"),
        "records_high": total(frame, "high"),
        "place": place,
        "places": tuple(every),
        "citizens": total(citizens, "low"),
        "elsewhere": total(elsewhere, "low"),
        "nowhere": total(citizens.filter(pl.col(second).is_null()), "low"),
        "identified": total(identified, "low"),
        "foreign": total(foreign, "low"),
        "stateless": total(identified.filter(pl.col(first).is_null()), "low"),
        "to": elsewhere.height,
        "from": foreign.height,
        "whole": None,
        "whole_high": None,
    }
    facts["known"] = facts["records"] - facts["nowhere"] - facts["stateless"]
    drawn = pl.concat(_shown(part, end) for part, end in ((citizens, second), (identified, first)))
    shown = pl.struct(first, second).is_in(drawn.select(pl.struct(first, second)).to_series().implode())
    return replace(found, frame=frame.with_columns(shown.alias("shown")), facts=facts)


def _figure(name: str, view: View) -> Figure:
    """The pairs of a view, counted once for all its figures: its options change none of them."""
    return replace(account(replace(view, options=(), show="")), name=name, view=view)


def _is_placed(view: View) -> pl.Expr:
    """Whether both ends are on today's map."""
    past = [code for code, country in countries().items() if country.historic]
    return pl.all_horizontal(~pl.col(end).is_in(past) for end in ends_of(view))


def _floor(view: View, edition: Edition, frame: pl.DataFrame) -> int:
    """What is asked for; else the lowest round number that leaves few enough arcs."""
    if view.option("floor") != "auto":
        return int(view.option("floor"))
    least = NOISE if edition.protection == "dp-synthetic" else 1
    few = (floor for floor in _FLOORS if floor >= least and _reached(frame, floor) <= MOST_ARCS)
    return next(few, _FLOORS[-1])


def _reached(frame: pl.DataFrame, floor: int) -> int:
    return frame.filter(pl.col("value_high") >= floor).height


def _largest(frame: pl.DataFrame, end: str, view: View) -> list[str]:
    sizes = frame.filter(is_known(view)).group_by(end).agg(pl.col("value_low").sum())
    return sizes.sort(["value_low", end], descending=[True, False]).head(MOST_SHOWN)[end].to_list()


def _shown(part: pl.DataFrame, end: str) -> pl.DataFrame:
    """The rows of one side that a chart has room for: the largest, and what is not known."""
    return part.filter(pl.col(end).is_null() | pl.col(end).is_in(part.drop_nulls(end).head(MOST_BARS)[end].to_list()))


def _place(view: View, frame: pl.DataFrame, every: list[str]) -> str:
    """The place asked for, picked by the filters, or with most records between it and others."""
    first, second = ends_of(view)
    picked = [codes[0] for end in (second, first) if len(codes := getattr(view.filters, end)) == 1]
    wanted = [code for code in (view.option("place"), *picked) if code in every]
    sizes = pl.concat(
        frame.filter(is_between(view)).select(pl.col(end).alias("place"), "value_low") for end in (first, second)
    )
    largest = (
        sizes.group_by("place").agg(pl.col("value_low").sum()).sort(["value_low", "place"], descending=[True, False])
    )
    return next(iter([*wanted, *largest["place"], *every]), "")
