"""What may be compared with what: where units, definitions or protection differ, a difference says nothing."""

from typing import Final, Literal

from queries.catalogue import Catalogue, Edition
from queries.figure import edition_of, pinned
from queries.shares import characteristic, question_of
from queries.uncertainty import may_test
from queries.view import ANSWERS, DIMENSIONS, PLACES, Filters, View, key

# How two selections lie to each other: nothing is in both, one is part of the other, or something may be in both.
Relation = Literal["apart", "part", "overlap", "editions"]
_YEARS: Final = ("from_", "to")
_FIELDS: Final = ("dataset", "edition", "indicator", *_YEARS, *DIMENSIONS)


def sides(view: View, loaded: Catalogue | None = None) -> tuple[tuple[Edition, Filters], tuple[Edition, Filters]]:
    """The two selections of a comparison, each with its edition spelled out. Raises LookupError where one is absent."""
    versus = view.versus or view.filters
    found = [(edition_of(View(view.page, one), loaded), one) for one in (view.filters, versus)]
    first, second = ((edition, pinned(one, edition)) for edition, one in found)
    return first, second


def differing(one: Filters, other: Filters) -> tuple[str, ...]:
    """The URL keys in which two selections with their editions spelled out differ."""
    found = [name for name in _FIELDS if getattr(one, name) != getattr(other, name)]
    return tuple(key(name) for name in found if name != "edition" or one.dataset == other.dataset)


def refusal(view: View, loaded: Catalogue | None = None) -> str:
    """Why two selections cannot be on one scale: a key of the words under `compare.refused`; empty where they can.

    `kind` records against published totals, `unit`, `publisher`, `protection`, `indicator`; `synthesis` each is made by
    a synthesis of its own; `question` one data set has no answer to what the other is filtered by; `denominator` a
    share is of other people in the one than in the other.
    """
    (first, one), (second, other) = sides(view, loaded)
    for name in ("kind", "unit", "publisher", "protection"):
        if getattr(first, name) != getattr(second, name):
            return name
    if one.indicator != other.indicator:
        return "indicator"
    if first != second and not may_test(first):
        return "synthesis"
    asked = {name for name in DIMENSIONS if getattr(one, name) or getattr(other, name)}
    if asked & (first.lacks() | second.lacks()):
        return "question"
    return "" if view.measure != "share" or _same_denominator(view, first, second) else "denominator"


def _same_denominator(view: View, first: Edition, second: Edition) -> bool:
    """Whether both shares are of the same people: asked the same question, and a "no" published in both or neither."""
    versus = view.versus or view.filters
    asked = [question_of(edition, View("map", filters, measure="share"))
             for edition, filters in ((first, view.filters), (second, versus))]  # fmt: skip
    of = characteristic(view.filters)
    zeros = [(of in edition.zeros, edition.zeros_lost) for edition in (first, second)]
    return asked[0] == asked[1] and (of not in ANSWERS or zeros[0] == zeros[1])


def relation(one: Filters, other: Filters) -> Relation:
    """How two selections of the data lie to each other. Two editions count the same people, more or less."""
    if (one.dataset, one.edition) != (other.dataset, other.edition):
        return "editions"
    # One answer a record: other codes are other records. Several answers a record: they may be the same ones.
    plain = (*PLACES, "gender", "age")
    if any(_apart(name, getattr(one, name), getattr(other, name)) for name in plain) or _years_apart(one, other):
        return "apart"
    if all(_inside(one, other, name) for name in DIMENSIONS) and _years_inside(one, other):
        return "part"
    if all(_inside(other, one, name) for name in DIMENSIONS) and _years_inside(other, one):
        return "part"
    return "overlap"


def _apart(name: str, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not some or not others:
        return False
    if name == "age" and {"minor", "adult"} & {*some, *others}:
        return {*some, *others} == {"minor", "adult"} and not {*some} & {*others}
    return not {*some} & {*others}


def _inside(one: Filters, other: Filters, name: str) -> bool:
    wide: tuple[str, ...] = getattr(other, name)
    return not wide or (bool(getattr(one, name)) and {*getattr(one, name)} <= {*wide})


def _years(filters: Filters) -> tuple[int, int]:
    return filters.from_ or 0, filters.to or 9999


def _years_apart(one: Filters, other: Filters) -> bool:
    (first, last), (start, end) = _years(one), _years(other)
    return last < start or end < first


def _years_inside(one: Filters, other: Filters) -> bool:
    (first, last), (start, end) = _years(one), _years(other)
    return start <= first and last <= end


def same_years(one: Filters, other: Filters) -> bool:
    """Whether the two are compared year by year; else they are compared by averages of their periods."""
    return (one.from_, one.to) == (other.from_, other.to)


def same_places(one: Filters, other: Filters) -> bool:
    """Whether the same reporters can stand on both sides: neither side picks places that the other does not."""
    return all(getattr(one, name) == getattr(other, name) for name in ("region", "subregion", "country"))
