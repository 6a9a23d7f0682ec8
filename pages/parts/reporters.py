"""How many report, by year, as bars. Pure."""

import plotly.graph_objects as go

from pages.parts.statement_presence import counted
from pages.parts.theme import Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure


def bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.quality.reporters: a bar a year with its number; provisional years are only outlined."""
    years, counts = figure.frame["year_last"].to_list(), figure.frame["reporters"].to_list()
    colour = theme.series[0]
    fills = [pale(colour, 0.2) if provisional else colour for provisional in figure.frame["provisional"]]
    written = [words.number(count) for count in counts]
    base = layout(theme, size, words)
    every = 1 if len(years) <= (8 if size.name == "phone" else 20) else 2
    shape = base | {
        "height": round(size.height * 0.7),
        "margin": base["margin"] | {"t": round(size.font * 1.6), "b": round(size.font * 2.1)},
        "bargap": 0.25,
        "xaxis": axis(theme, size, tickvals=years[::-every][::-1]),
        "yaxis": axis(theme, size, visible=False, rangemode="tozero"),
    }
    bar = {
        "type": "bar",
        "x": years,
        "y": counts,
        "marker": {"color": fills, "line": {"color": colour, "width": size.line / 2}},
        "text": written if size.name != "phone" else None,
        "textposition": "outside",
        "textfont": {"size": round(size.font * 0.9), "color": theme.ink},
        "customdata": [counted(figure, count, words) for count in counts],
        "hovertemplate": words("app.pair", name="%{x}", value="%{customdata}") + "<extra></extra>",
        "cliponaxis": False,
    }
    return go.Figure({"data": [bar], "layout": shape}, _validate=False)
