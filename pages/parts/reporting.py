"""Who reports: how many in each year, and who in which. What a rise has to be read against."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.parts.charts_presence import left_out, presence_grid
from pages.parts.here import Here
from pages.parts.panel import empty, headline, plot, quiet, remarks, tools
from pages.parts.picking import picks
from pages.parts.reporters import bars
from pages.parts.sentences import source_line, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled, stem
from queries.figure import Figure
from queries.quality import presence, reporters
from queries.reporters import reporter_of


def how_many(here: Here) -> None:
    """How many reported, by year; of a data set that does not tell who reports there is nothing to say."""
    if not reporter_of(here.edition) or not here.shows("reporters"):
        return
    figure = reporters(here.view)
    with st.container(key="panel-reporters"):
        if figure.is_empty:
            empty(here, figure)
            return
        words, records = here.words, "" if figure.facts["kind"] == "country" else "_records"
        said = statement(figure, words)
        period = words.period(figure.facts["first"][0], figure.facts["last"][0])
        alt = words(f"reporters.alt{records}", period=period, takeaway=said.headline)
        chart = bars(figure, words, here.theme, here.size)
        _drawn(here, figure, chart, said.headline, alt, said.lines)


def who_and_when(here: Here) -> None:
    """Who reported in which year, the largest first."""
    if not reporter_of(here.edition) or not here.shows("presence"):
        return
    figure = presence(here.view)
    if figure.is_empty:
        return
    with st.container(key="panel-presence"):
        words, said = here.words, statement(figure, here.words)
        period = words.period(figure.frame["year_first"].min(), figure.frame["year_last"].max())  # type: ignore[arg-type]
        alt = words("presence.alt", period=period, takeaway=said.text)
        rest = left_out(figure, here.size)
        told = [*said.lines, *([words("presence.left_out", n=rest)] if rest else [])]
        chart = presence_grid(figure, words, here.theme, here.size)
        _drawn(here, figure, chart, said.headline, alt, told, picks("presence"))


def _drawn(
    here: Here,
    figure: Figure,
    chart: go.Figure,
    finding: str,
    alt: str,
    told: Sequence[str],
    on_select: Any = "ignore",
) -> None:
    """A panel whose unit is not that of its data set."""
    words = here.words
    headline(here, finding)
    plot(here, chart, figure.name, alt, on_select)
    quiet(f"{unit_line(figure, words)} · {source_line(figure, words)}")
    remarks([*told, *(words(f"note.{code}") for code in figure.notes)])
    tools(here, figure.name, labelled(figure, words), csv(figure, words), f"{stem(figure)}.csv", figure)
