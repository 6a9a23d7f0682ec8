"""Where were people identified?"""

import streamlit as st

from pages.parts import options
from pages.parts.charts_funnel import funnel_plot
from pages.parts.here import here
from pages.parts.maps import choropleth
from pages.parts.page import scope, title
from pages.parts.panel import needs_a_share, no_countries, panel
from pages.parts.picking import picks
from queries.funnel import funnel
from queries.places import places

now = here()
by = now.view.by or "country"
figure = None if by in now.edition.lacks() else places(now.view)
is_share = now.view.measure == "share"
title(now, "map", scope(now, "map", figure.facts if figure else {}))
with st.container(key="question"):
    options.of_map(now)
    if figure is None:
        no_countries(now, by)
    else:
        panel(now, figure, choropleth, on_select=picks("map"), hint="funnel.hint" if is_share else "map.hint")
if figure and is_share and not figure.is_empty:
    panel(now, funnel(now.view), funnel_plot)
elif now.view.show == "funnel":
    needs_a_share(now)
