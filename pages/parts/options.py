"""The options of a page: what to compare by, and what to show of it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.parts import address, map_controls, sdg_view
from pages.parts.here import Here
from pages.parts.labelling import dimension_label
from pages.parts.same import can_be_told_apart
from queries.figure import Figure
from queries.rates import refusal
from queries.shares import has_a_share
from queries.view import DIMENSIONS, MEASURES


def of_trends(here: Here, figure: Figure) -> None:
    """Compare by any dimension; count, share or index; the same reporters beside what was published, or not."""
    if here.on_stage:
        return
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _by(here, "trends.by", ["", *DIMENSIONS])
        _measure(here, _offered(here, MEASURES))
        if can_be_told_apart(figure):
            _panel(here)
    if here.view.measure == "rate":
        sdg_view.way_there(here)


def of_map(here: Here) -> None:
    """By identification or citizenship; numbers, or the share of a type of exploitation in one choice; a share of any
    one characteristic that the filters pick."""
    if here.on_stage:
        return
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _by(here, "map.by", ["country", "origin"])
        map_controls.share_of(here, with_rate=not _no_rate(here))
        offered = _offered(here, ("count", "share", "rate"))
        if "share" in offered:
            _measure(here, offered)
        elif (here.view.by or "country") not in here.edition.lacks() and not map_controls.exploitations(here):
            st.html(f'<p class="hint">{escape(here.words("map.share_hint"))}</p>', width="content")
    if here.view.measure == "rate":
        sdg_view.way_there(here)


def of_compare(here: Here) -> None:
    """Count, index, or a share where both sides are of one answer to the same question."""
    if here.on_stage:
        return
    _measure(here, _offered(here, MEASURES))


def _offered(here: Here, names: Sequence[str]) -> list[str]:
    """Those of the measures that there is something to be of."""
    is_share = here.view.measure == "share" or has_a_share(here.view)
    return [name for name in names if (name != "share" or is_share) and (name != "rate" or not _no_rate(here))]


def _no_rate(here: Here) -> str:
    """Why there is no rate, as a key; empty where there is one."""
    view = here.view
    return refusal(view.page, here.edition, view.filters, view.by, here.loaded)


def _by(here: Here, label: str, offered: Sequence[str]) -> None:
    """The breakdown. What the data set does not answer stands last, says so, and says why if it is chosen."""
    lacks = here.edition.lacks()
    st.session_state["w_by"] = here.view.by
    st.selectbox(
        here.words(label),
        sorted(offered, key=lambda name: name in lacks),
        format_func=lambda name: _named(here, name),
        key="w_by",
        on_change=_choose,
        args=("by",),
        width=330,
    )


def _named(here: Here, dimension: str) -> str:
    if not dimension:
        return here.words("trends.whole")
    name = dimension_label(here, dimension)
    return here.words("rail.lacking", name=name) if dimension in here.edition.lacks() else name


def _measure(here: Here, offered: Sequence[str]) -> None:
    """Count, share, index or rate; why there is no rate is told where somebody looks for it."""
    reason = _no_rate(here)
    is_told = reason and reason != "rate_page"
    st.session_state["w_measure"] = here.view.measure
    st.segmented_control(
        here.words("trends.measure"),
        offered,
        format_func=lambda name: here.words(f"measure.{name}"),
        key="w_measure",
        required=True,
        help=here.words("rate.not_offered", reason=here.words(f"dropped.{reason}")) if is_told else None,
        on_change=_choose,
        args=("measure",),
    )


def _panel(here: Here) -> None:
    st.session_state["w_panel"] = here.view.option("panel") == "on"
    words = here.words
    st.toggle(words("trends.panel"), key="w_panel", help=words("trends.panel_help"), on_change=_turn_panel)


def _turn_panel() -> None:
    address.turn({"panel": ["on" if st.session_state["w_panel"] else "off"]})


def _choose(name: str) -> None:
    address.turn({name: [st.session_state[f"w_{name}"]]})
