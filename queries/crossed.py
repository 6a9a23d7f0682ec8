"""Records by the codes of two or three dimensions at once: what every matrix and flow is counted from."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import pinned
from queries.run import run
from queries.slices import slice_of
from queries.view import DIMENSIONS, PERPETRATORS, Filters

# What can be crossed beside the dimensions that can be filtered by. Not every data set answers each.
MORE: Final = ("year", "majority", "sexual_form")
CROSSABLE: Final = (*DIMENSIONS, *MORE, *PERPETRATORS)
ALL: Final = ""  # the code of a margin; a null is what is not known


def crossable(edition: Edition) -> tuple[str, ...]:
    """The dimensions that an edition answers, of CROSSABLE and in its order. Where a file tells minor from adult
    and no more, that is its age; of perpetrators it tells all parts or none."""
    answers = {*edition.answers} | ({"year"} if edition.first_year else set())
    answers |= {*PERPETRATORS} if "perpetrator" in answers else set()
    if edition.kind == "victims" and "age" not in answers and "majority" in answers:
        answers = (answers - {"majority"}) | {"age"}
    return tuple(name for name in CROSSABLE if name in answers)


def crossed(edition: Edition, filters: Filters, first: str, second: str = "", third: str = "") -> pl.DataFrame:
    """The selection by the codes of `first`, and of `second` and `third` where they are named (each of CROSSABLE).

    Frame, a row a combination that occurs: a column a dimension, named after it (its codes; null: unknown), low, high
    (counted, bounds), known, known_high (of the second and third code together, those that answer `first`: what a share
    of its codes is of), total (all of the second and third code together). Where the "no" of an answer is published,
    `known` is of that answer alone and a combination with nobody is a row too.

    A record with several answers is in several rows: rows of an answer do not add up to records, those of one value a
    record (places, gender, age, year) do. Years are "2019" or "2005-2013". Of published figures the dimensions pick the
    slice (queries.slices), and `years` is the number of years with a figure. Raises ValueError for a dimension that
    cannot be crossed, or is named twice.
    """
    dimensions = (first, second, third)
    if edition.kind == "figures":
        return _run(edition, filters, dimensions, slice_of(filters, *_named(*dimensions)).parameters())
    return _run(edition, filters, dimensions, {"margins": False})


def crossed_with_margins(edition: Edition, filters: Filters, first: str, second: str, third: str = "") -> pl.DataFrame:
    """The same of records (a victims data set), which are read once: there are rows, too, over all of the second
    dimension, of the third, and of both, with ALL for a code. They are what `crossed` gives without that dimension."""
    return _run(edition, filters, (first, second, third), {"margins": True})


def _run(
    edition: Edition, filters: Filters, dimensions: tuple[str, str, str], options: Mapping[str, Any]
) -> pl.DataFrame:
    given = dict(zip(("first", "second", "third"), dimensions, strict=True))
    columns = {column: name for column, name in given.items() if name in _named(*dimensions)}
    frame = run(f"{edition.kind}_crossed", pinned(filters, edition), **given, **options)
    return frame.drop(given.keys() - columns.keys()).rename(columns)


def _named(*dimensions: str) -> list[str]:
    """The dimensions asked for, the first of which must be there."""
    named = [name for name in dimensions if name]
    if not dimensions[0] or len({*named}) < len(named) or not {*named} <= {*CROSSABLE}:
        raise ValueError(f"cannot be crossed: {', '.join(dimensions)}")
    return named
