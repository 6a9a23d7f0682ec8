"""A panel: the finding as headline, the chart, one quiet line, what must be known, and small tools.

The frame that was drawn is the one tabled and downloaded: all three come from the same `Figure`.
"""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from pages.parts import address, header
from pages.parts.emptied import empty as empty
from pages.parts.here import Here
from pages.parts.labelling import elsewhere
from pages.parts.page import heads, nothing
from pages.parts.rowpicks import buttons
from pages.parts.sentences import alt, known_line, notes, source_line, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled, stem
from pages.parts.tableview import table
from pages.parts.theme import NORMAL, Size, Theme
from pages.parts.words import Words
from queries.figure import Figure
from queries.link import link_parameters

CONFIG: Final = {
    "displaylogo": False,
    "showSendToCloud": False,
    "topojsonURL": "/assets/topojson/",
    "responsive": True,
    "displayModeBar": False,
    "scrollZoom": False,
}

IN_A_HALL: Final = (
    "demonstration", "age_lifted", "gender_lifted", "children_and_means", "zeros_lost", "positive_only", "censored",
    "boundaries",
)  # fmt: skip
MOST_IN_A_HALL: Final = 4
MOST_GROUNDS: Final = 3  # lines around a chart, the first above it; the rest are notes

Draw = Callable[[Figure, Words, Theme, Size], go.Figure]


def panel(
    here: Here, figure: Figure, draw: Draw | None = None, on_select: Any = "ignore", hint: str = "",
    under: Callable[[], None] | None = None, chart: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Draws a figure with all that belongs to it. `figure.name` is the panel's name in a link (`show=`); `hint` is the
    key of a text on how to use the chart; `under` draws what changes the figure, below it; `chart` draws
    what is no Plotly chart, in place of `draw`.
    What a panel above said under its chart is not said again."""
    words = here.words
    if not here.shows(figure.name):
        return
    if figure.is_empty:
        empty(here, figure)
        if under:
            under()
        return
    with st.container(key=f"panel-{figure.name}"):
        told = statement(figure, words)
        headline(here, told.headline)
        lines = here.once(told.lines)
        grounds(lines[:1])
        _shown(here, figure, draw, on_select, chart)
        if not here.on_stage:
            grounds(lines[1:MOST_GROUNDS])
        if under:
            under()
        parts = [unit_line(figure, words), *here.once([known_line(figure, words), source_line(figure, words)])]
        if hint and figure.has_values and not here.on_stage:
            quiet(words(hint))
        quiet(" · ".join(part for part in parts if part))
        more = lines[1 if here.on_stage else MOST_GROUNDS :]
        remarks(_first(figure, words) if here.in_hall else [*more, *here.once(notes(figure, words))])
        tools(here, figure.name, labelled(figure, words), csv(figure, words), f"{stem(figure)}.csv", figure)


def _shown(
    here: Here, figure: Figure, draw: Draw | None, on_select: Any, chart: Callable[[], None] | None
) -> None:  # fmt: skip
    """The chart, where there is a value to draw."""
    if chart and figure.has_values:
        chart()
    elif draw and figure.has_values:
        drawn = draw(figure, here.words, here.theme, here.size)
        plot(here, drawn, figure.name, alt(figure, here.words), on_select)


def _first(figure: Figure, words: Words) -> list[str]:
    """The notes a hall has room for: first those without which the figure says something else."""
    rows = words("note.records_not_people", n=figure.edition.rows, people=figure.edition.represents or 0)
    first = [rows, *(words(f"note.{code}") for code in IN_A_HALL)]
    return sorted(notes(figure, words), key=lambda line: line not in first)[:MOST_IN_A_HALL]


def no_countries(here: Here, dimension: str) -> None:
    """In place of the map of a data set that has none; leads to what it has, and names the loaded ones that have it."""
    words = here.words
    nothing(here, words("map.no_countries"), elsewhere(here, dimension))
    if "region" not in here.edition.lacks():
        query = address.to_page("trends", here.view, here.loaded, by=["region"])
        st.page_link(
            here.pages["trends"], label=words("map.by_region"), query_params=query, icon=":material/arrow_forward:"
        )


def needs_a_share(here: Here) -> None:
    """In place of a comparison of shares where a link asks for one and shows no share."""
    nothing(here, here.words("funnel.needs_share"))


def headline(here: Here, finding: str) -> None:
    """The finding in words: the page's first heading where it stands alone."""
    level = 1 if heads(here) else 2
    st.html(f'<h{level} class="takeaway">{_unbroken(escape(finding))}</h{level}>')


def _unbroken(text: str) -> str:
    """No line ends inside 2010–2014 or 46,284–46,332."""
    return re.sub(r"\d[\d.,\u00a0\u202f]*–\d", r'<span class="unbroken">\g<0></span>', text)


def grounds(lines: Sequence[str]) -> None:
    """What the finding rests on, in a quiet paragraph (on a phone always under the chart)."""
    if lines:
        st.html(f'<p class="grounds">{escape(" ".join(lines))}</p>')


def plot(here: Here, chart: go.Figure, name: str, told: str, on_select: Any = "ignore") -> None:
    """A chart with its text alternative. In a hall it is as high as the screen leaves it, a map as its width makes it
    (the style sheet), else as it was drawn."""
    as_wide = name == "map" and here.size is NORMAL and not here.in_hall
    stretched = here.in_hall or as_wide
    if stretched:
        chart.update_layout(height=None, overwrite=True)
    place = st.container(key=f"as-wide-{name}") if as_wide else st
    place.plotly_chart(
        chart,
        theme=None,
        height="stretch" if stretched else "content",
        key=f"chart-{name}",
        config=CONFIG,
        on_select="ignore" if here.on_stage else on_select,
        selection_mode="points",
        alt=told,
    )


def quiet(line: str) -> None:
    """The one line under a chart: unit, how much is known, source."""
    st.html(f'<p class="quiet">{escape(line)}</p>')


def remarks(sentences: Sequence[str]) -> None:
    """What must be said under a figure for it not to mislead."""
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    if lines:
        st.html(f'<ul class="notes">{lines}</ul>')


def tools(
    here: Here, name: str, shown: pl.DataFrame, file: bytes, file_name: str, figure: Figure | None = None
) -> None:
    """Table, CSV, full screen, link: small, under the chart, and off the stage. The rows of the table of a `figure`
    filter by what they stand for."""
    if here.on_stage:
        return
    with st.container(key=f"tools-{name}", horizontal=True, vertical_alignment="center", gap="small"):
        as_table = st.toggle(here.words("panel.table"), key=f"table-{name}")
        st.download_button(
            here.words("panel.download"),
            file,
            file_name=file_name,
            mime="text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        # A button, not a link: Streamlit leaves the address as it is when a link leads to the page it is on.
        st.button(
            here.words("panel.full_screen"),
            key=f"show-{name}",
            type="tertiary",
            icon=":material/fullscreen:",
            on_click=address.turn,
            args=({"show": [name]},),
        )
        header.copy_link(here, link_parameters(here.view) | {"show": [name]}, "panel.link")
    if as_table:
        table(shown, here.words, buttons=buttons(here, figure) if figure else ())
