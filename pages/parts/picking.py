"""A country picked on the map becomes a filter; the selection itself is never kept."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.parts import address

CHART = "chart-map"


def pick_country() -> None:
    """A click on a country sets the filter of that country; a second click takes it off."""
    here = st.session_state["here"]
    dimension = here.view.by or "country"
    chosen = list(getattr(here.view.filters, dimension))
    for code in map(_code, st.session_state[CHART].selection.points):
        if code in chosen:
            chosen.remove(code)
        elif code in here.edition.options.get(dimension, {}):
            chosen.append(code)
    address.turn({dimension: chosen})


def _code(point: Mapping[str, Any]) -> str:
    """The country of a polygon, or of the disc of a small one."""
    return str(point.get("location") or (point.get("customdata") or [""])[0])
