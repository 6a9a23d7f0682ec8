"""Where were people identified?"""

import streamlit as st

from pages.parts import options
from pages.parts.here import here
from pages.parts.maps import choropleth
from pages.parts.page import scope, title
from pages.parts.panel import lacking, panel
from pages.parts.picking import pick_country
from queries.places import places

now = here()
title(now, "map", scope(now, "map"))
with st.container(key="question"):
    options.of_map(now)
    if (by := now.view.by or "country") in now.edition.lacks():
        lacking(now, by)
    else:
        panel(now, places(now.view), choropleth, on_select=pick_country)
