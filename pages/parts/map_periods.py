"""The panel of small maps, one a period, under the map."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from pages.parts import map_controls
from pages.parts.charts_small_maps import small_maps
from pages.parts.here import Here
from pages.parts.panel import panel
from pages.parts.picking import picks
from queries.periods import periods


def of_periods(here: Here) -> None:
    """Draws it, where the years of the selection make two periods or more."""
    if not here.shows("periods"):
        return
    figure = periods(replace(here.view, year=None, options=(), show=""))
    if len(figure.facts["periods"]) > 1:
        draw = partial(small_maps, same=here.view.option("reporters") == "same")
        panel(here, figure, draw, on_select=picks("periods"), under=partial(map_controls.only_every, here))
    elif here.on_stage:
        st.html(f'<p class="empty" role="status">{escape(here.words("periods.too_few"))}</p>')
