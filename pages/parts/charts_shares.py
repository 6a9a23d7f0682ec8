"""The shares of the answers to a question as bars: sectors under their ISIC section. Pure."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from pages.parts import picks
from pages.parts.marks import WITHHELD
from pages.parts.question_bars import Bar, bars
from pages.parts.theme import Size, Theme
from pages.parts.words import Words
from queries.figure import Figure
from queries.questioned import filter_of


def share_bars(figure: Figure, words: Words, theme: Theme, size: Size) -> go.Figure:
    """The frame of queries.parts_of.parts: a bar an answer, from zero, in percent of the records that answer it."""
    rows, section = [], ""
    for row in figure.frame.iter_rows(named=True):
        found = _section(row, words) if "isic" in row else ""
        heading = found if found != section and size.name != "stage" else ""
        rows.append(_bar(figure, row, heading, words))
        section = found
    return bars(rows, figure, words, theme, size)


def _section(row: Mapping[str, Any], words: Words) -> str:
    return words(f"isic.{row['isic'] or 'none'}")


def _bar(figure: Figure, row: Mapping[str, Any], heading: str, words: Words) -> Bar:
    question = figure.facts["of"]
    name = words.label(question, row[question])
    return Bar(
        name=name,
        value=row["value_low"],
        interval=interval_of(row),
        told=at_end(row, words),
        brief=value_of(row, words),
        hover=hover(f"<b>{name}</b>", row, words),
        pick=picks.spelled({filter_of(question): row[question]}) if filter_of(question) else "",
        marked=row["selected"],
        heading=heading,
    )


def interval_of(row: Mapping[str, Any]) -> tuple[float, float] | None:
    """The ends of the whisker; none for made rows, and where no percentage is shown."""
    return None if row["ci_low"] is None else (row["ci_low"], row["ci_high"])


def value_of(row: Mapping[str, Any], words: Words) -> str:
    """The percentage; dots where the base is too small for one, a word where nobody answered."""
    if row["value_low"] is not None:
        return words.percent(row["value_low"])
    return WITHHELD if row["status"] == "U" else words("status.M")


def at_end(row: Mapping[str, Any], words: Words) -> str:
    """The percentage, and of how many."""
    if row["value_low"] is None:
        return f"{WITHHELD} {words('parts.few')}" if row["status"] == "U" else words("status.M")
    counted = words("parts.of", low=row["low"], known=row["known"])
    return f"<b>{words.percent(row['value_low'])}</b>  {counted}"


def hover(title: str, row: Mapping[str, Any], words: Words) -> str:
    """What stands on a mark: value, of how many, how sure, how many are known."""
    if row["status"] == "M":
        return f"{title}<br>{words('status.M')}"
    value = words(f"status.{row['status']}") if row["value_low"] is None else words.percent(row["value_low"])
    lines = [title, value, words("chart.of_records", low=row["low"], known=row["known"])]
    if found := interval_of(row):
        low, high = (words.percent(end) for end in found)
        lines.append(words("chart.interval", low=low, high=high))
    lines.append(words("chart.known", percent=words.percent(100 * row["known"] / row["total"])))
    return "<br>".join(lines)
