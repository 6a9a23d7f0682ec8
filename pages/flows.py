"""From where to where?"""

import streamlit as st

from pages.parts import flows_panels as panels
from pages.parts.emptied import empty
from pages.parts.flows_options import of_flows
from pages.parts.here import here
from pages.parts.page import scope, title
from queries.flows import can_flow, flows

now = here()
is_given = can_flow(now.edition, now.view)
has_arcs = (now.view.by or "country") == "country"
figure = flows(now.view) if is_given else None
title(now, "flows", scope(now, "flows", figure.facts if figure else {}))
if figure is None:
    panels.not_together(now)
elif figure.is_empty:
    empty(now, figure)
else:
    with st.container(key="question"):
        of_flows(now, figure if has_arcs else None)
        if has_arcs:
            panels.arcs(now, figure)
        else:
            panels.only_regions(now)
    panels.exchanged(now)
    panels.crossed(now)
    panels.between_regions(now)
