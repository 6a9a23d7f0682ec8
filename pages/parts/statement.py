"""What a figure says: one engine for the headline, the lines under it, the text alternative and the command."""

from collections.abc import Callable, Mapping
from typing import Final

from pages.parts.said import Statement
from pages.parts.statement_change import change_statement
from pages.parts.statement_compare import compare_statement
from pages.parts.statement_funnel import funnel_statement
from pages.parts.statement_presence import presence_statement
from pages.parts.statement_revision import revision_statement
from pages.parts.statement_signals import signals_statement
from pages.parts.statement_trend import trend_statement
from pages.parts.statement_windows import windows_statement
from pages.parts.takeaway_places import answers_takeaway, has_a_value, places_takeaway
from pages.parts.takeaway_shares import shares_statement
from pages.parts.words import Words
from queries.figure import Figure

Say = Callable[[Figure, Words], Statement]


def _map(figure: Figure, words: Words) -> Statement:
    if figure.view.measure == "share" and has_a_value(figure):
        return shares_statement(figure, words)
    return Statement(places_takeaway(figure, words))


def _answers(figure: Figure, words: Words) -> Statement:
    return Statement(answers_takeaway(figure, words))


# By the name of the figure; what is not named here is a time series.
SAYS: Final[Mapping[str, Say]] = {
    "map": _map,
    "answers": _answers,
    "funnel": funnel_statement,
    "presence": presence_statement,
    "signals": signals_statement,
    "compare": compare_statement,
    "revision": revision_statement,
    "change": change_statement,
    "windows": windows_statement,
}


def statement(figure: Figure, words: Words) -> Statement:
    """The finding and what it rests on, true for this selection and these years."""
    if figure.is_empty:
        return Statement(words("errors.empty_figures" if figure.edition.kind == "figures" else "takeaway.empty"))
    return SAYS.get(figure.name, trend_statement)(figure, words)
