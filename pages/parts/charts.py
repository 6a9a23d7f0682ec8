"""Time series as Plotly figures. Pure: a figure, words, the names of a theme and of a size."""

from dataclasses import replace

import plotly.graph_objects as go

from pages.parts.charts_answers import answer_rates as answer_rates
from pages.parts.charts_direct import direct
from pages.parts.charts_multiples import multiples
from pages.parts.marks import Pen
from pages.parts.same import account_of, is_asked, same_reporters
from pages.parts.series import Series, series
from pages.parts.theme import MOST_DIRECT, Size, Theme
from pages.parts.timeline import Timeline
from pages.parts.words import Words
from queries.figure import Figure


def lines(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """A trend as a line chart; as bars where periods are of unequal length; as small multiples where series are many,
    or where each has a line of the same reporters beside it.

    `figure.frame` is that of queries.figures.trend and has at least one row.
    """
    drawn, same = series(figure, words), same_reporters(figure, words)
    time = Timeline.of(figure, drawn, words)
    if len(drawn) > (1 if time.unequal or same else MOST_DIRECT):
        return multiples(figure, drawn, same, time, words, theme, size)
    inked = _inked(figure, drawn, same, words, theme, size)
    return direct(figure, inked, time, words, theme, size)


def _inked(
    figure: Figure, drawn: list[Series], same: dict[str, Series], words: Words, theme: Theme, size: Size
) -> list[tuple[Series, Pen]]:
    """What to draw with which pen. As published stands back in grey where the same reporters are a line of their own,
    and where they are too few for one: what is strong is never a change of who reports alone."""
    if len(drawn) > 1:
        return [(one, Pen.of(position, theme, size)) for position, one in enumerate(drawn)]
    (one,) = drawn
    published = replace(one, label=words("chart.as_published"))
    if one.code in same:
        return [(published, Pen.grey(theme, size, thin=True)), (same[one.code], Pen.of(0, theme, size))]
    account = account_of(figure, one.code)
    if account and account.ground == "small" and is_asked(figure):
        return [(published, Pen.grey(theme, size, thin=False))]
    return [(one if one.code else replace(one, label=""), Pen.of(0, theme, size))]
