"""Years that play one after the other. Nothing moves until the reader presses play, each year stands still until the
next takes its place, and the last one stays.

The address is left alone while years play, so that the browser's history has one step for all of them: the year is
written when it stops. Whatever else the reader touches (a country, a filter, the slider) stops it at the year shown.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from queries.link import link_parameters
from queries.view import View

_PLAY: Final = "playing"
STEP: Final = 1.5  # seconds that a year stands


@dataclass(frozen=True)
class _Play:
    """`link`: the address that plays, without what plays; `since`: when the year was put on screen."""

    link: address.Link
    year: int
    since: float


def shown(here: Here) -> Here:
    """What to draw: the year that plays in place of the address's. Another address stops the play."""
    if not is_on():
        return here
    view = seen(here.view)
    if view is here.view:
        st.session_state.pop(_PLAY)
        return here
    st.session_state["link"] = link_parameters(view)  # what is touched now is touched in this year
    return replace(here, view=view)


def seen(view: View) -> View:
    """The view of the address in the year that plays: what a link that is copied now must lead to. The very view where
    nothing plays, or where what plays is another address."""
    play = _now()
    return replace(view, year=play.year) if play and play.link == link_parameters(view) else view


def is_on() -> bool:
    return _now() is not None


def start(years: Sequence[int]) -> None:
    """Plays from the year shown; from the first where all of them are, or where the last is."""
    link: address.Link = st.session_state["link"]
    year = int(link["year"][0]) if "year" in link else years[-1]
    st.session_state[_PLAY] = _Play(dict(link), year if year < years[-1] else years[0], time.monotonic())


def stop() -> None:
    """Stays at the year shown, and writes it in the address."""
    play: _Play | None = st.session_state.pop(_PLAY, None)
    if play:
        address.turn({"year": [str(play.year)]})


def clock(years: Sequence[int]) -> None:
    """Drawn under a year that plays, and only there: puts the next one on screen when this one has stood."""
    play = _now()
    if play is not None:
        st.session_state[_PLAY] = replace(play, since=time.monotonic())
        _tick(years)


@st.fragment(run_every=STEP)
def _tick(years: Sequence[int]) -> None:
    play = _now()
    # The run that draws a page runs this too: the year has then only just begun.
    if play is None or time.monotonic() - play.since < 0.8 * STEP:
        return
    st.session_state[_PLAY] = replace(play, year=next((year for year in years if year > play.year), years[-1]))
    if st.session_state[_PLAY].year == years[-1]:
        stop()
    st.rerun()


def _now() -> _Play | None:
    found: _Play | None = st.session_state.get(_PLAY)
    return found
