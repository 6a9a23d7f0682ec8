"""How do two or three characteristics go together?"""

import streamlit as st

from pages.parts import crosstab_panel
from pages.parts.here import here
from pages.parts.page import scope, title
from queries.crosstab import crosstab

now = here()
figure = crosstab(now.view)
title(now, "table", scope(now, "table", figure.facts))
with st.container(key="question"):
    crosstab_panel.options(now)
    crosstab_panel.crosstab_panel(now, figure)
