"""The small panels under a comparison: the ratio by year with its interval, and the difference. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pages.parts.compare_series import years
from pages.parts.compare_words import difference, factor, opened, side_label
from pages.parts.marks import Trace
from pages.parts.theme import NORMAL, Size, Theme, axis, pale
from pages.parts.words import Words
from queries.figure import Figure

Row = dict[str, Any]


@dataclass(frozen=True)
class Lower:
    """One strip: its traces, its axis and its heading."""

    data: list[Trace]
    axis: dict[str, Any]
    heading: dict[str, Any]


def lower_strips(figure: Figure, words: Words, theme: Theme, size: Size) -> list[Lower]:
    """The ratio, and where there is room the difference; nothing where the two are not of the same years."""
    if not figure.facts["same_years"] or figure.view.measure == "index":
        return []
    rows = years(figure, "a")
    found = [_ratios(figure, rows, words, theme, size)] if rows["ratio_low"].count() else []
    if size is NORMAL and rows["difference_low"].count():
        found.append(_differences(figure, rows, words, theme, size))
    return found


def _ratios(figure: Figure, rows: pl.DataFrame, words: Words, theme: Theme, size: Size) -> Lower:
    """As published thin and grey, the same reporters strong; the line of 1 is where the two are the same."""
    same = figure.facts["held"].ground == "panel" and bool(rows["panel_ratio_low"].count())
    strong = _line(figure, rows, "panel_" if same else "", theme.ink, words, size)
    thin = _line(figure, rows, "", theme.rest, words, size, 0.5) if same else []
    top = max(float(rows[name].max() or 0) for name in ("ratio_high", "panel_ratio_high") if rows[name].count())  # type: ignore[arg-type]
    ends = [int(rows["year_first"].min()), int(rows["year_last"].max())]  # type: ignore[arg-type]
    level = {"type": "scatter", "mode": "lines", "x": [ends[0] - 0.35, ends[1] + 0.35], "y": [1, 1],
             "hoverinfo": "skip", "line": {"color": theme.muted, "width": 1, "dash": "dot"}}  # fmt: skip
    ticks = _ticks(top)
    upright = axis(theme, size, range=[0, max(1.2, top * 1.08)], tickvals=ticks,
                   ticktext=[factor(words, tick, tick, 0) for tick in ticks])  # fmt: skip
    title = _title(figure, words, "compare.ratio" if size is NORMAL else "compare.ratio_short", same)
    return Lower([level, *thin, *strong], upright, _heading(title, theme, size))


def _ticks(top: float) -> list[float]:
    """1, and something above it where there is any."""
    above = next((step for step in (100, 50, 20, 10, 5, 4, 3, 2) if step <= top * 1.02), None)
    return [1, above] if above else [1]


def _line(
    figure: Figure, rows: pl.DataFrame, of: str, colour: str, words: Words, size: Size, thin: float = 1.0
) -> list[Trace]:
    found = list(rows.iter_rows(named=True))
    valued = [row for row in found if row[f"{of}ratio_low"] is not None]
    width = size.line * 0.7 * thin
    marks: Trace = {
        "type": "scatter", "mode": "lines+markers", "cliponaxis": False, "connectgaps": False,
        "x": [_middle(row) for row in found], "y": [row[f"{of}ratio_low"] for row in found],
        "text": [_told(figure, row, of, words) for row in found], "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": width}, "marker": {"color": colour, "size": size.marker * 0.55 * thin},
    }  # fmt: skip
    limits = [row for row in valued if row[f"{of}ratio_ci_low"] is not None]
    return [*([_ribbon(limits, of, colour)] if thin == 1 and len(limits) > 1 else []), marks]


def _ribbon(rows: Sequence[Row], of: str, colour: str) -> Trace:
    xs = [_middle(row) for row in rows]
    ups, downs = ([row[f"{of}ratio_ci_{end}"] for row in rows] for end in ("high", "low"))
    return {"type": "scatter", "mode": "lines", "x": [*xs, *reversed(xs)], "y": [*ups, *reversed(downs)],
            "fill": "toself", "fillcolor": pale(colour, 0.18), "line": {"width": 0}, "hoverinfo": "skip",
            "cliponaxis": True}  # fmt: skip


def _told(figure: Figure, row: Row, of: str, words: Words) -> str:
    if row[f"{of}ratio_low"] is None:
        return ""
    ratio = factor(words, row[f"{of}ratio_low"], row[f"{of}ratio_high"], digits=2)
    told = [f"<b>{words.period(row['year_first'], row['year_last'])}</b>",
            f"{ratio}, {words('chart.same' if of else 'chart.as_published')}"]  # fmt: skip
    if row[f"{of}ratio_ci_low"] is not None:
        ends = (row[f"{of}ratio_ci_low"], row[f"{of}ratio_ci_high"])
        told.append(words("compare.interval", ratio=factor(words, *ends, digits=2)))
    if row[f"{of}difference_low"] is not None:
        told.append(words("compare.difference", number=difference(figure, row, words, of)))
    return "<br>".join(told)


def _middle(row: Row) -> float:
    return (row["year_first"] + row["year_last"]) / 2


def _differences(figure: Figure, rows: pl.DataFrame, words: Words, theme: Theme, size: Size) -> Lower:
    """Bars from zero, of the same reporters where there are such, in the colour of the side that is larger."""
    same = figure.facts["held"].ground == "panel" and bool(rows["panel_difference_low"].count())
    of = "panel_" if same else ""
    found = [row for row in rows.iter_rows(named=True) if row[f"{of}difference_low"] is not None]
    heights = [row[f"{of}difference_low"] for row in found]
    bars: Trace = {
        "type": "bar", "x": [_middle(row) for row in found], "y": heights,
        "width": [row["year_last"] - row["year_first"] + 0.55 for row in found],
        "marker": {"color": [theme.series[0 if height >= 0 else 1] for height in heights]},
        "hovertext": [f"<b>{words.period(row['year_first'], row['year_last'])}</b><br>"
                      f"{difference(figure, row, words, of)}, {words('chart.same' if same else 'chart.as_published')}"
                      for row in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    ends = [min(0.0, *heights), max(0.0, *heights)]
    pad = (ends[1] - ends[0]) * 0.06 or 1
    upright = axis(theme, size, range=[ends[0] - pad if ends[0] else 0, ends[1] + pad], nticks=3, tickformat=",~f",
                   zeroline=True, zerolinecolor=theme.muted, zerolinewidth=1)  # fmt: skip
    title = _title(figure, words, "compare.differences", same)
    return Lower([bars], upright, _heading(title, theme, size))


def _title(figure: Figure, words: Words, key: str, same: bool) -> str:
    a, b = (opened(side_label(figure, words, side)) for side in "ab")
    return words(key, a=a, b=b, reporters=words("chart.same" if same else "chart.as_published"))


def _heading(text: str, theme: Theme, size: Size) -> dict[str, Any]:
    return {"text": text, "xref": "paper", "x": 0, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
            "align": "left", "font": {"color": theme.muted, "size": size.small}}  # fmt: skip
