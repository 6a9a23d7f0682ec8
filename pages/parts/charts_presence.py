"""Who reported when: a row a reporter, a bar over the years in which it did, a gap where it did not. Pure."""

from typing import Any, Final

import plotly.graph_objects as go

from pages.parts.labels import shortened
from pages.parts.picks import UNCHANGED, row_pick
from pages.parts.stamp import stamped
from pages.parts.theme import PHONE, STAGE, Size, Theme, axis, layout, pale
from pages.parts.words import Words
from queries.figure import Figure
from queries.quality import spans

MOST_DRAWN: Final = {"normal": 25, "stage": 10, "phone": 25}
# Letters of a name, and its lines; a row is as high as the names need.
_LETTERS: Final = {"normal": (30, 2), "stage": (34, 1), "phone": (20, 2)}
_ROW: Final = 1.75  # heights of a letter that a row of one line takes
_TALL: Final = 2.6  # ... of two
_THICK: Final = 0.62  # of a row


def presence_grid(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.quality.presence, its largest rows; years across, what each reported in all at the right.

    The years of a provisional edition are only outlined.
    """
    drawn = figure.frame.head(MOST_DRAWN[size.name])
    rows = drawn.to_dicts()
    first, last = int(drawn["year_first"].min()), int(drawn["year_last"].max())  # type: ignore[arg-type]
    letters, most = _LETTERS[size.name]
    names = [shortened(words.label("reporter", row["reporter"]), letters, most) for row in rows]
    row_height = _TALL if any("<br>" in name for name in names) else _ROW
    type_size = size.small if size is not STAGE else round(size.font * 0.7)
    base = layout(theme, size, words)
    shape = base | {
        "height": round(size.font * (row_height * len(rows) + 3.2)) if size is not STAGE else size.height,
        "margin": base["margin"] | {"t": round(size.font * 2), "r": size.text_width(9)},
        "bargap": 1 - _THICK,
        "barmode": "overlay",
        "xaxis": _years(first, last, theme, size),
        "yaxis": axis(
            theme, size, range=[len(rows) - 0.5, -0.5], tickvals=list(range(len(rows))), ticktext=names,
            tickfont={"size": type_size, "color": theme.ink},
        ),
        "annotations": [_total(at, row, words, theme, size) for at, row in enumerate(rows)],
    }  # fmt: skip
    data = _bars(figure, rows, words, theme, size)
    return go.Figure({"data": data, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _bars(figure: Figure, rows: list[dict[str, Any]], words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    """A bar a run of years; the provisional years of a run are a bar of their own, only outlined."""
    provisional = figure.edition.provisional
    pieces = [
        (at, piece, row)
        for at, row in enumerate(rows)
        for span in spans(row["reported"])
        for piece in _pieces(span, provisional)
    ]
    colour = theme.series[0]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": [at for at, _, _ in pieces],
            "x": [last - first + 0.9 for _, (first, last), _ in pieces],
            "base": [first - 0.45 for _, (first, _), _ in pieces],
            "width": _THICK,
            "marker": {
                "color": [pale(colour, 0.2) if first in provisional else colour for _, (first, _), _ in pieces],
                "line": {"color": colour, "width": size.line / 2},
            },
            "hovertext": [_hover(row, words) for _, _, row in pieces],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": [[row_pick(figure, row)] for _, _, row in pieces],
            **UNCHANGED,
        }
    ]


def _pieces(span: tuple[int, int], provisional: tuple[int, ...]) -> list[tuple[int, int]]:
    first, last = span
    firm = [year for year in range(first, last + 1) if year not in provisional]
    rest = [year for year in range(first, last + 1) if year in provisional]
    return [(years[0], years[-1]) for years in (firm, rest) if years]


def _hover(row: dict[str, Any], words: Words) -> str:
    years = words("count.year", n=row["reporting"])
    counted = words.range(row["low"], row["high"])
    reported = row["reported"].replace("-", "–")
    return "<br>".join(
        (
            f"<b>{words.label('reporter', row['reporter'])}</b>",
            words("app.pair", name=years, value=reported),
            words("app.pair", name=words("presence.all_years"), value=counted),
        )
    )


def _years(first: int, last: int, theme: Theme, size: Size) -> dict[str, Any]:
    """The years above the grid; every fifth on a phone."""
    step = 5 if size is PHONE or last - first > 16 else 2
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    return axis(theme, size, range=[first - 0.6, last + 0.6], tickvals=ticks, tickangle=0, side="top", automargin=False,
                showgrid=True, gridcolor=theme.rule, tickfont={"size": size.small, "color": theme.muted})  # fmt: skip


def _total(at: int, row: dict[str, Any], words: Words, theme: Theme, size: Size) -> dict[str, Any]:
    """What a reporter reported in all: its lower bound, where some of it is censored."""
    return {
        "text": words.number(row["low"]) if row["low"] == row["high"] else f"≥ {words.number(row['low'])}",
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 6,
        "y": at,
        "showarrow": False,
        "font": {"size": size.small if size is not STAGE else size.font * 0.8, "color": theme.muted},
    }


def left_out(figure: Figure, size: Size) -> int:
    """How many reporters are in the table and not on the chart."""
    return max(0, figure.frame.height - MOST_DRAWN[size.name])
