"""Where were people identified?"""

import streamlit as st

from pages.parts import options
from pages.parts.here import here
from pages.parts.maps import choropleth
from pages.parts.page import scope, title
from pages.parts.panel import no_countries, panel
from pages.parts.picking import pick_country
from queries.places import places

now = here()
by = now.view.by or "country"
figure = None if by in now.edition.lacks() else places(now.view)
title(now, "map", scope(now, "map", figure.facts if figure else {}))
with st.container(key="question"):
    options.of_map(now)
    if figure is None:
        no_countries(now, by)
    else:
        panel(now, figure, choropleth, on_select=pick_country, hint="map.hint")
