"""Where were people identified?"""

from dataclasses import replace

import streamlit as st

from pages.parts import options, player
from pages.parts.charts_funnel import funnel_plot
from pages.parts.here import here
from pages.parts.map_panels import of_periods, of_places
from pages.parts.page import scope, title
from pages.parts.panel import empty, needs_a_share, no_countries, panel
from pages.parts.picking import picks
from queries.funnel import funnel
from queries.places import places

now = player.shown(here())
view = replace(now.view, options=())
by = view.by or "country"
whole, figure = (None, None) if by in now.edition.lacks() else (places(replace(view, year=None)), places(view))
is_share = view.measure == "share"
title(now, "map", scope(now, "map", whole.facts if whole else {}))
with st.container(key="question"):
    options.of_map(now)
    if figure is None or whole is None:
        no_countries(now, by)
    else:
        of_places(now, figure, whole)
if figure and is_share and not figure.is_empty:
    panel(now, funnel(view), funnel_plot, on_select=picks("funnel"))
elif figure and now.view.show == "funnel":
    empty(now, figure) if figure.is_empty else needs_a_share(now)
if whole and not whole.is_empty:
    of_periods(now)
elif whole and now.view.show == "periods":
    empty(now, whole)
