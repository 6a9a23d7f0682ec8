"""The panels of the flows: arcs, both answers of one place, the matrix, and the bands between regions."""

from html import escape
from zlib import crc32

import streamlit as st

from pages.parts.charts_exchange import exchange_plot
from pages.parts.charts_matrix import matrix_plot
from pages.parts.charts_sankey import bands
from pages.parts.filters import clear
from pages.parts.flows_arcs import ARCS, HEIGHTS, RINGS, deck, marks
from pages.parts.flows_options import of_pairs, of_place
from pages.parts.flows_words import counted_as, pair, pick
from pages.parts.here import Here
from pages.parts.panel import panel, quiet
from pages.parts.picking import picks, take
from pages.parts.sentences import alt
from queries.figure import Figure
from queries.flows import exchange, matrix, regions
from queries.link import link_parameters


def arcs(here: Here, figure: Figure) -> None:
    """The map of arcs and rings, with a key and a picker under it."""
    picker = of_pairs(here, "flows", _pairs(figure, here))

    def under() -> None:
        _key(here, figure)
        picker()

    panel(here, figure, chart=lambda: _globe_or_map(here, figure), under=under, hint="flows.hint")


def _pairs(figure: Figure, here: Here) -> list[tuple[str, str]]:
    """What can be picked: every pair of known ends that the chart may draw."""
    rows = figure.frame.iter_rows(named=True)
    shown = [row for row in rows if row.get("drawn", True) and pick(figure, row)]
    return [(pick(figure, row), pair(figure, row, here.words)) for row in shown]


def _globe_or_map(here: Here, figure: Figure) -> None:
    # A pick makes another figure: another chart, so that none keeps a mark as picked.
    key = f"chart-flows-{crc32(repr(link_parameters(figure.view)).encode())}"
    st.pydeck_chart(
        deck(figure, here.words, here.theme, here.size),
        height="stretch" if here.in_hall else HEIGHTS[here.size.name],
        key=key,
        on_select="ignore" if here.on_stage else lambda: _picked(key),
        selection_mode="single-object",
        alt=alt(figure, here.words),
    )


def _picked(key: str) -> None:
    for layer in (ARCS, RINGS):
        for mark in st.session_state[key].selection.objects.get(layer, [])[:1]:
            take(str(mark.get("pick", "")))


def _key(here: Here, figure: Figure) -> None:
    """What colours, widths and rings stand for, with the largest of each."""
    theme, words = here.theme, here.words
    drawn = marks(figure, words, here.size)
    arc = f"linear-gradient(90deg, {theme.series[1]}, {theme.series[0]})"
    parts = []
    if drawn.arcs:
        parts.append(f'<span class="arc" style="background: {arc}"></span> {escape(_largest(here, figure, "arc"))}')
    if drawn.rings:
        line = f"border-color: {theme.series[5]}"
        parts.append(f'<span class="ring" style="{line}"></span> {escape(_largest(here, figure, "ring"))}')
    if parts:
        st.html(f'<p class="quiet flows-key">{" &nbsp; ".join(parts)}</p>')


def _largest(here: Here, figure: Figure, mark: str) -> str:
    first, second = figure.frame.columns[:2]
    rows = [row for row in figure.frame.filter("drawn").iter_rows(named=True)
            if (row[first] == row[second]) == (mark == "ring")]  # fmt: skip
    most = max(rows, key=lambda row: (row["value_high"], row["value_low"]))
    amount = counted_as(figure, most["value_low"], most["value_high"], here.words)
    return here.words(f"flows.key_{mark}", amount=amount)


def exchanged(here: Here) -> None:
    """From one place to where, and to it from where."""
    figure = exchange(here.view)
    chosen = picks("exchange")
    panel(here, figure, exchange_plot, on_select=chosen, hint="flows.hint_bars", under=lambda: of_place(here, figure))


def crossed(here: Here) -> None:
    """The matrix of citizenship and identification."""
    panel(here, matrix(here.view), matrix_plot, on_select=picks("matrix"), hint="flows.hint_matrix")


def between_regions(here: Here) -> None:
    """The bands between regions, with a picker."""
    figure = regions(here.view)
    panel(here, figure, bands, hint="flows.hint_bands", under=of_pairs(here, "regions", _pairs(figure, here)))


def not_together(here: Here) -> None:
    """In place of all panels where the publisher gives no citizenship beside what is selected."""
    said = here.words("flows.not_together")
    st.html(f'<p class="empty" role="status">{escape(said)}</p>')
    st.button(here.words("errors.empty_help"), key="clear-empty", on_click=clear)


def only_regions(here: Here) -> None:
    """Why there is no map of arcs."""
    if here.view.show == "flows":
        st.html(f'<p class="empty" role="status">{escape(here.words("flows.only_countries"))}</p>')
    elif "country" in here.edition.lacks():
        quiet(here.words("map.no_countries"))
