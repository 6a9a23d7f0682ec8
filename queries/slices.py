"""Which slice of published aggregates a selection reads. Totals and breakdowns share a table; they are never added."""

from dataclasses import dataclass

from queries.catalogue import Edition
from queries.view import Filters


@dataclass(frozen=True)
class Slice:
    """A published cut: the dimension of `category`, and whether split by sex and by age."""

    dimension: str
    by_sex: bool
    by_age: bool

    def parameters(self) -> dict[str, str | bool]:
        return {"dimension": self.dimension, "by_sex": self.by_sex, "by_age": self.by_age}


def slice_of(filters: Filters, *by: str) -> Slice:
    """The slice that a selection and its breakdowns need; it may not have been published."""
    asked = {*by} | {
        name for name in ("exploitation", "origin", "origin_region", "gender", "age") if getattr(filters, name)
    }
    dimension = "exploitation" if "exploitation" in asked else "total"
    if asked & {"origin", "origin_region"}:
        # Both at once is no published dimension at all: `published` refuses it.
        dimension = "citizenship" if dimension == "total" else "exploitation and citizenship"
    return Slice(dimension, "gender" in asked, "age" in asked)


def published(edition: Edition, filters: Filters, *by: str) -> bool:
    """Whether the publisher gives the dimensions of a selection and its breakdowns together."""
    if edition.kind == "victims":
        return True
    cut = slice_of(filters, *by)
    return (filters.indicator, cut.dimension, cut.by_sex, cut.by_age) in edition.slices
