"""A country picked on the map becomes a filter; the selection itself is never kept."""

import streamlit as st

from pages.parts import address

CHART = "chart-map"


def pick_country() -> None:
    """Turns a click on a country into the filter of that country, and a second click takes it off."""
    chosen = [point.get("location") for point in st.session_state[CHART].selection.points]
    here = st.session_state["here"]
    dimension = here.view.by
    before = list(getattr(here.view.filters, dimension))
    for code in chosen:
        if code in before:
            before.remove(code)
        elif code in here.edition.options.get(dimension, {}):
            before.append(code)
    address.turn({dimension: before})
