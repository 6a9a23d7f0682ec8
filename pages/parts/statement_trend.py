"""What a time series says: its change as published and in the same reporters, never that trafficking changed."""

from pages.parts.said import Statement
from pages.parts.series import series
from pages.parts.statement_trend_case import case_of
from pages.parts.statement_trend_headline import headline
from pages.parts.statement_trend_lines import lines
from pages.parts.statement_trend_several import several
from pages.parts.wording import no_value
from pages.parts.words import Words
from queries.figure import Figure


def trend_statement(figure: Figure, words: Words) -> Statement:
    """The statement of queries.figures.trend, for one series or several."""
    shown = [one for one in series(figure, words) if any(point.low is not None for point in one.points)]
    if not shown:
        return Statement(no_value(figure, words))
    if len(shown) > 1:
        return several(figure, shown, words)
    case = case_of(figure, words, shown[0])
    return Statement(headline(case), lines(case))
