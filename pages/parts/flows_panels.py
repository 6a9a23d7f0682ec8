"""The panels of the flows: arcs, both answers of one place, the matrix, and the bands between regions."""

from zlib import crc32

import streamlit as st

from pages.parts.charts_exchange import exchange_plot
from pages.parts.charts_matrix import matrix_plot
from pages.parts.charts_sankey import bands
from pages.parts.filters import clear
from pages.parts.flows_arcs import ARCS, HEIGHTS, RINGS, deck
from pages.parts.flows_key import arcs_key, bands_key, matrix_key
from pages.parts.flows_options import of_pairs, of_place
from pages.parts.flows_words import pair, pick
from pages.parts.here import Here
from pages.parts.page import nothing
from pages.parts.panel import panel, quiet
from pages.parts.picking import picks, take
from pages.parts.sentences import alt
from queries.figure import Figure
from queries.flows import exchange, matrix, regions
from queries.link import link_parameters


def arcs(here: Here, figure: Figure) -> None:
    """The map of arcs and rings, with its key and a picker under it."""

    def chart() -> None:
        _globe_or_map(here, figure)
        arcs_key(here, figure)

    panel(here, figure, chart=chart, under=of_pairs(here, "flows", _pairs(figure, here)), hint="flows.hint")


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


def exchanged(here: Here) -> None:
    """From one place to where, and to it from where."""
    figure = exchange(here.view)
    chosen = picks("exchange")
    panel(here, figure, exchange_plot, on_select=chosen, hint="flows.hint_bars", under=lambda: of_place(here, figure))


def crossed(here: Here) -> None:
    """The matrix of citizenship and identification."""
    figure = matrix(here.view)
    chosen = picks("matrix")
    panel(here, figure, matrix_plot, on_select=chosen, hint="flows.hint_matrix", under=lambda: matrix_key(here, figure))


def between_regions(here: Here) -> None:
    """The bands between regions, with their key and a picker."""
    figure = regions(here.view)
    picker = of_pairs(here, "regions", _pairs(figure, here))

    def under() -> None:
        bands_key(here, figure)
        picker()

    panel(here, figure, bands, hint="flows.hint_bands", under=under)


def not_together(here: Here) -> None:
    """In place of all panels where the publisher gives no citizenship beside what is selected."""
    nothing(here, here.words("flows.not_together"))
    st.button(here.words("errors.empty_help"), key="clear-empty", on_click=clear)


def only_regions(here: Here) -> None:
    """Why there is no map of arcs."""
    if here.view.show == "flows":
        nothing(here, here.words("flows.only_countries"))
    elif "country" in here.edition.lacks():
        quiet(here.words("map.no_countries"))
