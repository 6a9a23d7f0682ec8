"""What changed that is worth a look?"""

import streamlit as st

from pages.parts.here import here
from pages.parts.page import scope, title
from pages.parts.signals_panel import changes
from queries.signals import signals

now = here()
figure = signals(now.view)
title(now, "signals", scope(now, "signals", figure.facts))
with st.container(key="question"):
    changes(now, figure)
