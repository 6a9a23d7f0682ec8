"""The options of the flows: countries or regions, flat or a globe, and from how many records on an arc is drawn."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.picking import take
from queries.figure import Figure
from queries.flows_pairs import ENDS
from queries.view import PAGE_OPTIONS


def of_flows(here: Here, figure: Figure | None) -> None:
    """Above the map; `figure` is queries.flows.flows, where arcs are drawn."""
    if here.on_stage:
        return
    words, options = here.words, PAGE_OPTIONS["flows"]
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        whole = [by for by, ends in ENDS.items() if not {*ends} & here.edition.lacks()]
        if len(whole) > 1:
            _segments(here, "by", whole, here.view.by or "country")
        if figure:
            _segments(here, "shape", options["shape"], here.view.option("shape"))
            st.session_state["w_floor"] = here.view.option("floor")
            st.selectbox(
                words("flows.floor"),
                options["floor"],
                format_func=lambda floor: _floor(here, figure, floor),
                key="w_floor",
                on_change=_choose,
                args=("floor",),
                width=220,
            )


def _segments(here: Here, name: str, offered: Sequence[str], chosen: str) -> None:
    st.session_state[f"w_{name}"] = chosen
    st.segmented_control(
        here.words(f"flows.{name}"),
        offered,
        format_func=lambda value: here.words(f"flows.{name}_{value}"),
        key=f"w_{name}",
        required=True,
        on_change=_choose,
        args=(name,),
    )


def _floor(here: Here, figure: Figure, floor: str) -> str:
    if floor == "auto":
        chosen = here.view.option("floor") == "auto"
        return here.words("flows.floor_auto", n=figure.facts["floor"]) if chosen else here.words("flows.floor_any")
    return here.words("flows.floor_from", n=int(floor))


def of_place(here: Here, figure: Figure) -> None:
    """The place both questions are asked of."""
    if here.on_stage:
        return
    by = figure.view.by or "country"
    st.session_state["w_place"] = figure.facts["place"]
    st.selectbox(
        here.words(f"flows.place_{by}"),
        sorted(figure.facts["places"], key=lambda code: here.words.label(by, code)),
        format_func=lambda code: here.words.label(by, code),
        key="w_place",
        on_change=_choose,
        args=("place",),
        width=330,
    )


def of_pairs(here: Here, name: str, pairs: Sequence[tuple[str, str]]) -> Callable[[], None]:
    """Draws a picker that does what a click on a mark of the chart `name` does, for who uses no pointer. `pairs`: the
    pick of each mark (pages.parts.picks) and what it is called."""
    called = dict(sorted(pairs, key=lambda one: one[1]))

    def draw() -> None:
        if here.on_stage or not called:
            return
        st.selectbox(
            here.words("flows.pick"),
            [*called],
            index=None,
            format_func=called.__getitem__,
            placeholder=here.words("flows.pick_one"),
            key=f"pick-{name}",
            on_change=_take,
            args=(f"pick-{name}",),
            width=520,
        )

    return draw


def _take(key: str) -> None:
    """The pick becomes a filter and is not kept."""
    picked = st.session_state[key]
    st.session_state[key] = None
    if picked:
        take(picked)


def _choose(name: str) -> None:
    address.turn({name: [st.session_state[f"w_{name}"]]})
