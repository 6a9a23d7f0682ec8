"""What a newer edition changed, by year: a bar a year, with who made it on hover. Pure."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.parts.marks import Trace
from pages.parts.stamp import stamped
from pages.parts.theme import Size, Theme, axis, layout, pale, pencil
from pages.parts.words import Words
from queries.figure import Figure

_NAMED = 4


def revision_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.revisions.revisions; it has at least one year. Provisional years of the older edition are
    hatched."""
    whole = figure.frame.filter(pl.col("reporter") == "").sort("year_first")
    firm, pending = whole.filter(~pl.col("provisional")), whole.filter("provisional")
    colour = theme.series[0]
    hatch = {"color": pale(colour, 0.25), "line": {"color": colour, "width": size.line * 0.6},
             "pattern": {"shape": "/", "fgcolor": colour, "size": size.marker, "solidity": 0.25}}  # fmt: skip
    data = [
        _bars(firm, figure, words) | {"marker": {"color": colour}},
        _bars(pending, figure, words) | {"marker": hatch},
    ]
    lows, highs = float(whole["difference_low"].min() or 0), float(whole["difference_high"].max() or 0)  # type: ignore[arg-type]
    pad = max(1.0, highs - lows) * 0.1
    upright = axis(theme, size, range=[min(0, lows - pad), max(0, highs + pad)], nticks=5, tickformat=",~f",
                   **pencil(theme, size))  # fmt: skip
    base = layout(theme, size, words)
    ends = [int(whole["year_first"].min()), int(whole["year_last"].max())]  # type: ignore[arg-type]
    shape = base | {
        "height": round(size.height * 0.75),
        "margin": base["margin"] | {"t": round(size.font * 1.8), "b": round(size.font * 2.1)},
        "xaxis": axis(theme, size, range=[ends[0] - 0.6, ends[1] + 0.6], tickformat="d", nticks=8, automargin=False),
        "yaxis": upright,
        "annotations": _pending_word(pending, words, theme, size),
    }
    shown = [trace for trace in data if trace["x"]]
    return go.Figure({"data": shown, "layout": stamped(shape, figure, words, theme, size)}, _validate=False)


def _bars(rows: pl.DataFrame, figure: Figure, words: Words) -> Trace:
    found = rows.to_dicts()
    return {
        "type": "bar",
        "x": [(row["year_first"] + row["year_last"]) / 2 for row in found],
        "y": [row["difference_low"] for row in found],
        "width": [row["year_last"] - row["year_first"] + 0.6 for row in found],
        "hovertext": [_told(row, figure, words) for row in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _told(row: dict[str, Any], figure: Figure, words: Words) -> str:
    """The year, from what to what, and the reporters that changed most."""
    own = figure.frame.filter(year_first=row["year_first"], year_last=row["year_last"]).filter(
        (pl.col("reporter") != "")
        & (pl.col("reporter").str.contains(".", literal=True) | (figure.facts["reporter_of"] != "collection"))
    )
    largest = own.sort(pl.col("difference_low").abs(), "reporter", descending=[True, False]).head(_NAMED)
    told = [_change(one, words.label("reporter", one["reporter"]), words) for one in largest.iter_rows(named=True)]
    return "<br>".join([_change(row, f"<b>{words.period(row['year_first'], row['year_last'])}</b>", words), *told])


def _change(row: dict[str, Any], name: str, words: Words) -> str:
    old, new = (
        words("revision.nothing") if row[f"{of}_low"] is None else words.range(row[f"{of}_low"], row[f"{of}_high"])
        for of in ("old", "new")
    )
    return words("revision.item", reporter=name, old=old, new=new)


def _pending_word(pending: pl.DataFrame, words: Words, theme: Theme, size: Size) -> list[dict[str, Any]]:
    if pending.is_empty():
        return []
    return [{"text": words("revision.older_provisional"), "xref": "paper", "x": 1, "xanchor": "right", "yref": "paper",
             "y": 1, "yanchor": "bottom", "showarrow": False,
             "font": {"color": theme.muted, "size": size.small}}]  # fmt: skip
