"""What a figure says: one engine for the headline, the lines under it, the text alternative and the command."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from pages.parts.said import Statement
from pages.parts.statement_change import change_statement
from pages.parts.statement_compare import compare_statement
from pages.parts.statement_crosstab import crosstab_statement
from pages.parts.statement_flows import exchange_statement, flows_statement, matrix_statement, regions_statement
from pages.parts.statement_funnel import funnel_statement
from pages.parts.statement_people import in_part, people_statement, places_statement, stages_statement
from pages.parts.statement_periods import small_maps_statement
from pages.parts.statement_perpetrators import across_statement, periods_statement, perpetrators_statement
from pages.parts.statement_presence import presence_statement, reporters_statement
from pages.parts.statement_revision import revision_statement
from pages.parts.statement_selected import with_selection
from pages.parts.statement_shares import parts_statement
from pages.parts.statement_shares_more import combinations_statement, groups_statement
from pages.parts.statement_signals import signals_statement
from pages.parts.statement_trend import trend_statement
from pages.parts.statement_windows import windows_statement
from pages.parts.takeaway_places import answers_takeaway, has_a_value, places_lines, places_takeaway
from pages.parts.takeaway_shares import shares_statement
from pages.parts.words import Words
from queries.figure import Figure

Say = Callable[[Figure, Words], Statement]


def _map(figure: Figure, words: Words) -> Statement:
    if figure.view.measure == "share" and has_a_value(figure):
        return _in_year(figure, shares_statement(figure, words), words)
    told = Statement(places_takeaway(figure, words), places_lines(figure, words))
    return _in_year(figure, told, words)


def _funnel(figure: Figure, words: Words) -> Statement:
    return _in_year(figure, funnel_statement(figure, words), words)


def _in_year(figure: Figure, told: Statement, words: Words) -> Statement:
    """The year that a map is of stands first: it is what changes from one to the next."""
    year = figure.view.year
    if year is None:
        return told
    key = "map.in_provisional_year" if year in figure.edition.provisional else "map.in_year"
    return replace(told, headline=words(key, year=year, said=told.headline))


def _answers(figure: Figure, words: Words) -> Statement:
    return Statement(answers_takeaway(figure, words))


def _of_parts(figure: Figure, words: Words) -> Statement:
    """A trend in shares; first, in which years the published parts are a part of the total only."""
    told = trend_statement(figure, words)
    return replace(told, lines=(*in_part(figure, words), *told.lines))


# By the kind of the figure; what is not named here is a time series.
SAYS: Final[Mapping[str, Say]] = {
    "map": _map,
    "answers": _answers,
    "crosstab": crosstab_statement,
    "funnel": _funnel,
    "periods": small_maps_statement,
    "flows": flows_statement,
    "exchange": exchange_statement,
    "matrix": matrix_statement,
    "regions": regions_statement,
    "presence": presence_statement,
    "reporters": reporters_statement,
    "reporters_records": reporters_statement,
    "signals": signals_statement,
    "compare": compare_statement,
    "revision": revision_statement,
    "change": change_statement,
    "windows": windows_statement,
    "people": people_statement,
    "stages": stages_statement,
    "people_places": places_statement,
    "children_by_year": _of_parts,
    "genders_by_year": _of_parts,
    "perpetrators": perpetrators_statement,
    "perpetrator_periods": periods_statement,
    "perpetrators_across": across_statement,
    "parts": parts_statement,
    "combinations": combinations_statement,
    "across": groups_statement,
}


def statement(figure: Figure, words: Words) -> Statement:
    """The finding and what it rests on, true for this selection and these years."""
    if figure.is_empty:
        return Statement(words("errors.empty_figures" if figure.edition.kind == "figures" else "takeaway.empty"))
    return with_selection(figure, SAYS.get(figure.kind, trend_statement)(figure, words), words)
