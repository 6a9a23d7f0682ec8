"""What is picked becomes a filter: a bar, a country, a cell of a matrix, a row of a table. The pick itself is never
kept: it turns the address, and the address draws the page."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.picks import YEARS, is_on, read


def picks(chart: str) -> Callable[[], None]:
    """The callback of a chart whose marks say what they stand for (pages.parts.picks)."""
    return partial(_pick, chart)


def take(picked: str) -> None:
    """Filters by one pick: one code joins those of its dimension, or goes where it was there; of several dimensions, or
    of years, the pick is the selection, and goes where it was all there."""
    here: Here = st.session_state["here"]
    wanted, offered = read(picked), here.edition.options
    if not wanted or not all(name in YEARS or code in offered.get(name, {}) for name, code in wanted.items()):
        return
    if len(wanted) == 1:
        ((name, code),) = wanted.items()
        address.turn({name: _toggled(getattr(here.view.filters, name), code)})
        return
    chosen = is_on(picked, here.view.filters)
    address.turn({name: None if chosen else [code] for name, code in wanted.items()})


def _pick(chart: str) -> None:
    points = st.session_state[f"chart-{chart}"].selection.points
    for picked in dict.fromkeys(filter(None, map(_of, points))):
        take(picked)


def _of(point: Mapping[str, Any]) -> str:
    data = point.get("customdata") or [""]
    return str(data[0] if isinstance(data, list) else data)


def _toggled(chosen: Iterable[str], code: str) -> list[str]:
    chosen = list(chosen)
    return [other for other in chosen if other != code] if code in chosen else [*chosen, code]
