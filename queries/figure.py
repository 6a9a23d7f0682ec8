"""What a figure is: a view's frame with all that must be said about it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any, TypeVar

import polars as pl

from data import store
from queries.breaks import breaks_in
from queries.catalogue import Break, Catalogue, Edition, catalogue
from queries.view import Filters, View


@dataclass(frozen=True)
class Figure:
    """One figure: `frame` is what is drawn, tabled and downloaded; `facts` are the numbers a sentence about it needs;
    `notes` are keys (words files, `note.*`) of what must be said under it."""

    name: str
    view: View
    edition: Edition
    frame: pl.DataFrame
    facts: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of figure it is: its name, where a page has one of the kind only."""
        return str(self.facts.get("drawn_as", self.name))

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks that have to do with what the figure shows."""
        return breaks_in(self.edition, self.view)

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw: records may be there of which none answers the question."""
        return "value_low" not in self.frame.columns or self.frame["value_low"].count() > 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing matches. Figures that are all withheld (`<5`) add up to nothing for certain, and are there:
        `records_high` is their upper bound, where a figure may hold any."""
        return not (self.facts["records"] or self.facts.get("records_high"))


Asked = TypeVar("Asked", bound=Hashable)
Given = TypeVar("Given")


def kept(draw: Callable[[Asked], Given]) -> Callable[[Asked], Given]:
    """Draws a view (or counts a selection) once for each published state of the data.

    DuckDB spends longer on planning such a statement than on running it, and the same few views are asked for again and
    again: a page opened, a table unfolded, a language changed.
    """

    @lru_cache(maxsize=256)
    def once(asked: Asked, _version: str) -> Given:
        return draw(asked)

    @wraps(draw)
    def drawn(asked: Asked) -> Given:
        return once(asked, store.version())

    return drawn


def edition_of(view: View, loaded: Catalogue | None = None) -> Edition:
    """The edition a view is about. Raises LookupError where it is not loaded."""
    found = (loaded or catalogue()).find(view.filters.dataset, view.filters.edition)
    if found is None:
        raise LookupError(f"not loaded: {view.filters.dataset} {view.filters.edition}")
    return found


def pinned(filters: Filters, edition: Edition) -> Filters:
    """The selection with its data set and edition spelled out."""
    return replace(filters, dataset=edition.dataset, edition=edition.edition)
