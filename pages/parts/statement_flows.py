"""What the figures of flows say: who was identified in their own country, and where every other record is.

No route, no ranking: a citizenship says nothing of where somebody left or was recruited.
"""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from pages.parts.flows_words import counted_as, pair
from pages.parts.little_known import aside
from pages.parts.said import Statement
from pages.parts.wording import subject
from pages.parts.words import Words
from queries.figure import Figure
from queries.flows_pairs import ends_of, is_between, is_internal, is_known
from queries.measures import SMALL_BASE

_MOST: Final = 0.5  # of a region's known records: more is "most"


def flows_statement(figure: Figure, words: Words) -> Statement:
    """Of the arcs: the part identified elsewhere, what the floor leaves undrawn, and the account of all records."""
    lines = (*_undrawn(figure, words), *_account(figure, words), _caveat(words))
    return Statement(_elsewhere(figure, words), lines)


def regions_statement(figure: Figure, words: Words) -> Statement:
    """Of the bands: the part identified outside the region of citizenship."""
    said = _own_regions(figure, words) if figure.edition.kind == "figures" else _elsewhere(figure, words)
    return Statement(said, (*_account(figure, words), _caveat(words)))


def matrix_statement(figure: Figure, words: Words) -> Statement:
    """How much of what is known the matrix holds."""
    facts = figure.facts
    if facts["origins"] == facts["shown_origins"] and facts["countries"] == facts["shown_countries"]:
        return Statement(words("flows.matrix_all", **_ends(facts, words)), _account(figure, words))
    lines = (words("flows.matrix_rest"), *_account(figure, words), _caveat(words))
    if figure.edition.kind == "figures" or facts["both"] < SMALL_BASE:
        return Statement(words("flows.matrix_some", **_ends(facts, words)), lines)
    percent = words.percent(100 * facts["shown"] / facts["both"])
    return Statement(words("flows.matrix", percent=percent, both=facts["both"], **_ends(facts, words)), lines)


def _ends(facts: Mapping[str, Any], words: Words) -> dict[str, str]:
    """How many of each end are shown: 12 of 51, or all of them."""
    return {
        end: words(f"flows.shown_{end}", n=facts[f"shown_{end}"], of=facts[end])
        if facts[f"shown_{end}"] < facts[end]
        else words(f"flows.all_{end}", n=facts[end])
        for end in ("origins", "countries")
    }


def exchange_statement(figure: Figure, words: Words) -> Statement:
    """Both sides of one place."""
    facts, by = figure.facts, figure.view.by or "country"
    named: dict[str, Any] = {"place": words.label(by, facts["place"])}
    side = _side(figure)
    if figure.edition.kind == "figures":
        reported = {"to": words(f"flows.to_{by}", n=facts["to"]), "from": words(f"flows.others_{by}", n=facts["from"])}
        key = {"": by, "_citizens": "citizens"}.get(side, by + side)
        said = words(f"flows.exchange_figures_{key}", **named, **reported)
    else:
        said = words("flows.exchange_victims", told=_both_sides(figure, side, words), **named)
    hidden = figure.frame.filter(~pl.col("shown")).height
    return Statement(said, (*([words("flows.rest", n=hidden)] if hidden else []), _caveat(words)))


def _both_sides(figure: Figure, side: str, words: Words) -> str:
    """How many have the citizenship and how many were identified there, each with what sets them apart. A zero is told
    of a whole side, and of no part of it."""
    facts, by = figure.facts, figure.view.by or "country"
    told = []
    for of, parts in (("citizens", ("elsewhere", "nowhere")), ("identified", ("foreign", "stateless"))):
        if side not in ("", f"_{of}"):
            continue
        noun = f"citizens_{by}" if of == "citizens" else "identified"
        amount = counted_as(figure, facts[of], facts[of], words)
        whole = words(f"flows.{noun}", amount=amount) if facts[of] else words(f"flows.no_{noun}")
        those = words.list([words(f"flows.{part}", n=facts[part]) for part in parts if facts[part]])
        told.append(words("flows.of_whom", whole=whole, parts=those) if those else whole)
    return words("takeaway.separator").join(told)


def _side(figure: Figure) -> str:
    """The one side that can be told where a filter on the other end takes the other away: a zero there would be the
    filter's. "" both."""
    filters = figure.view.filters
    placed = bool(filters.country or filters.region or filters.subregion)
    if placed == bool(filters.origin or filters.origin_region):
        return ""
    has = {name: bool((figure.frame[end] == figure.facts["place"]).any()) for name, end in zip(
        ("_citizens", "_identified"), ends_of(figure.view), strict=True)}  # fmt: skip
    wanted, other = ("_identified", "_citizens") if placed else ("_citizens", "_identified")
    return wanted if has[wanted] else other


def _elsewhere(figure: Figure, words: Words) -> str:
    """The part of the records that name both ends which are of people identified elsewhere."""
    facts, by = figure.facts, figure.view.by or "country"
    if not facts["both_high"]:
        return words("flows.none")
    known = figure.frame.filter(is_known(figure.view))
    if known.height == 1:
        row = known.row(0, named=True)
        amount = counted_as(figure, row["value_low"], row["value_high"], words)
        key = "flows.one_average" if row.get("years", 1) > 1 else "flows.one"
        return words(key, pair=pair(figure, row, words), amount=amount)
    if figure.edition.kind == "figures":
        return _reported(figure, known, words)
    enough = facts["both"] >= SMALL_BASE
    part = words.percent(100 * facts["between"] / facts["both"]) if enough else words.number(facts["between"])
    few = aside(facts["both"], facts["records"], words, "takeaway.of_all")
    return words(f"flows.share_{by}", subject=subject(figure, words), part=part, both=facts["both"], few=few)


def _reported(figure: Figure, known: pl.DataFrame, words: Words) -> str:
    """Of published figures, how many countries are at either end: their counts add up to no share."""
    first, second = ends_of(figure.view)
    own = known.filter(is_internal(figure.view))[second].n_unique()
    numbers = {"origins": known[first].n_unique(), "countries": known[second].n_unique(), "own": own}
    by = figure.view.by or "country"
    named = {name: words(f"flows.{name}_{by}", n=number) for name, number in numbers.items()}
    named |= {} if own else {"own": words(f"flows.own_none_{by}")}
    return words(f"flows.reported_{by}", subject=subject(figure, words), **named)


def _own_regions(figure: Figure, words: Words) -> str:
    """In how many regions most of those reported are citizens of the same region, whatever the censored values are."""
    if not figure.facts["both_high"]:
        return words("flows.none")
    _, second = ends_of(figure.view)
    own = figure.frame.filter(is_internal(figure.view)).select(second, pl.col("value_low").alias("own"))
    others = (
        figure.frame.filter(is_between(figure.view)).group_by(second).agg(pl.col("value_high").sum().alias("others"))
    )
    sides = own.join(others, on=second, how="full", coalesce=True).fill_null(0)
    most = sides.filter(pl.col("own") > _MOST * (pl.col("own") + pl.col("others"))).height
    key = "none" if not most else "all" if most == sides.height else "some"
    values: dict[str, Any] = {"n": sides.height}
    if key == "some":
        values = {"n": most, "among": sides.height}
    return words(f"flows.own_regions_{key}", subject=subject(figure, words), **values)


def _undrawn(figure: Figure, words: Words) -> tuple[str, ...]:
    """Pairs under the floor, and countries that no map has any more."""
    facts, found = figure.facts, []
    if facts["pairs_under"]:
        together = words.range(facts["records_under"], facts["records_under_high"])
        key = f"flows.under_{figure.edition.kind}"
        found.append(words(key, n=facts["pairs_under"], floor=facts["floor"], together=together))
    if facts["placeless"]:
        found.append(words("flows.placeless", n=facts["placeless"]))
    return tuple(found)


def _account(figure: Figure, words: Words) -> tuple[str, ...]:
    """Where every record is that no arc can show."""
    facts = figure.facts
    if figure.edition.kind == "figures":
        unnamed = words.range(facts["only_country"], facts["only_country_high"])
        return (words("flows.account_figures", unnamed=unnamed),) if facts["only_country_high"] else ()
    parts = ("records", "internal", "between", "only_origin", "only_country", "neither")
    said = words("flows.account", **{name: facts[name] for name in parts})
    return (said, words("flows.without_year", n=facts["without_year"])) if facts["without_year"] else (said,)


def _caveat(words: Words) -> str:
    return words("takeaway.depends_on_reporting")
