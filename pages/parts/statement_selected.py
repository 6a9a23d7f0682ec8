"""Whom a headline is of, where its own sentence does not say it: what is not said reads as everybody."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pages.parts.said import Statement
from pages.parts.wording import selection
from pages.parts.words import Words
from queries.figure import Figure
from queries.questioned import ACROSS, filter_of, marks
from queries.view import PLACES

# Kinds of figures, and the filters that they set aside, which are no part of what is told.
UNSAID: Final[Mapping[str, tuple[str, ...]]] = {
    "exchange": (),
    "stages": ("age",),
    "people_places": ("age", "gender"),
    "perpetrators": (),
    "perpetrator_periods": (),
    "perpetrators_across": (),
    "combinations": (),
    "across": (),
}


def with_selection(figure: Figure, told: Statement, words: Words) -> Statement:
    """The statement, its headline opening with the selection where its sentence leaves it out."""
    if figure.kind not in UNSAID:
        return told
    rest = figure.view.filters.having(dict.fromkeys(_aside(figure), ()))
    chosen = selection(replace(figure, view=replace(figure.view, filters=rest)), words)
    if not chosen:
        return told
    return replace(told, headline=words("statement.selected", selection=chosen, said=told.headline))


def _aside(figure: Figure) -> list[str]:
    """The filters that a figure sets aside: its own, that of its question, and one that only marks its groups."""
    filters, place = figure.view.filters, figure.facts.get("place", "")
    aside = [*UNSAID[figure.kind]]
    if figure.kind == "exchange":  # its place is said anyway
        aside += [name for name in PLACES if getattr(filters, name) == (place,)]
    if figure.kind in ("combinations", "across"):
        aside.append(filter_of(figure.facts["of"]))
    across = figure.facts.get("across", "") if figure.kind == "across" else ""
    if across and marks(filters, across, ACROSS[across]):
        aside.append(filter_of(across))
    return [name for name in aside if name]
