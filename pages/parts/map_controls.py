"""What a reader turns under and over the map: its year, what is shown of it, and how near it is."""

from collections.abc import Sequence

import streamlit as st

from pages.parts import address, player
from pages.parts.here import Here
from pages.parts.page import nothing
from queries.placed import years_of
from queries.shares import CHARACTERISTICS, characteristic
from queries.slices import published
from queries.view import PAGE_OPTIONS

RATE = "rate"
ALL = 0  # the place on the slider where no single year is


def under(here: Here) -> None:
    """Under the map: its year, and the part of the world it shows."""
    years(here, years_of(here.view))
    if not here.on_stage:
        zoom(here)


def years(here: Here, offered: Sequence[int]) -> None:
    """The slider of years, all of them together at its left end, and what plays them one after the other."""
    year = here.view.year or ALL
    steps = [ALL, *sorted({*offered, year} - {ALL})]
    if len(offered) < 2:
        return
    with st.container(key="map-year", horizontal=True, vertical_alignment="center", gap="medium"):
        _player(here, offered)
        st.session_state["w_year"] = year
        st.select_slider(
            here.words("map.year"),
            steps,
            format_func=lambda step: str(step) if step else here.words("map.all_years"),
            key="w_year",
            on_change=_choose_year,
        )
    player.clock(offered)


def _player(here: Here, offered: Sequence[int]) -> None:
    is_on = player.is_on()
    st.button(
        here.words("map.pause" if is_on else "map.play"),
        key="play",
        icon=":material/pause:" if is_on else ":material/play_arrow:",
        on_click=player.stop if is_on else player.start,
        args=() if is_on else (offered,),
    )


def _choose_year() -> None:
    player.stop()
    year = st.session_state["w_year"]
    address.turn({"year": [str(year)] if year else None})


def no_record(here: Here) -> None:
    """In place of the map of a year that the selection has no record of, with the slider to leave it by."""
    if not here.shows("map"):
        return
    nothing(here, here.words("map.no_record", year=here.view.year))
    years(here, years_of(here.view))


def share_of(here: Here, with_rate: bool = False) -> None:
    """Numbers, a rate where there is one, or the share of one type of exploitation: the filter and the measure in one
    choice."""
    offered = [*([RATE] if with_rate else []), *exploitations(here)]
    if not offered:
        return
    chosen = here.view.filters.exploitation
    is_share = here.view.measure == "share" and characteristic(here.view.filters) == "exploitation"
    shown = RATE if here.view.measure == RATE else ""
    st.session_state["w_share_of"] = chosen[0] if is_share and len(chosen) == 1 else shown
    st.selectbox(
        here.words("map.show"),
        ["", *offered],
        format_func=lambda code: _named(here, code),
        key="w_share_of",
        on_change=_choose_share,
        help=here.words("map.show_help"),
        width=330,
    )


def exploitations(here: Here) -> list[str]:
    """The types of exploitation that a map can show the share of."""
    view = here.view
    if view.by in here.edition.lacks() or "exploitation" in here.edition.lacks():
        return []
    bare = view.filters.having(dict.fromkeys(CHARACTERISTICS, ()))
    codes = [code for code in here.edition.options.get("exploitation", {}) if code not in ("unknown", "not_specified")]
    return [code for code in codes if published(here.edition, bare.having({"exploitation": (code,)}), view.by)]


def _named(here: Here, code: str) -> str:
    if not code:
        return here.words("map.numbers")
    if code == RATE:
        return here.words("rate.choice")
    return here.words("map.share_of", label=here.words.inside("exploitation", code))


def _choose_share() -> None:
    """A share is of one characteristic: the others are taken off. Back to numbers, the type goes with its share."""
    code = st.session_state["w_share_of"]
    if code == RATE:
        address.turn({"measure": [RATE]})
    elif code:
        address.turn(dict.fromkeys(CHARACTERISTICS) | {"exploitation": [code], "measure": ["share"]})
    else:
        address.turn({"exploitation": None, "measure": None})


def zoom(here: Here) -> None:
    """The part of the world that is drawn larger; every country stays counted."""
    st.session_state["w_zoom"] = here.view.option("zoom")
    st.segmented_control(
        here.words("map.zoom"),
        PAGE_OPTIONS["map"]["zoom"],
        format_func=lambda part: here.words("map.world") if part == "world" else here.words.label("region", part),
        key="w_zoom",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: address.turn({"zoom": [st.session_state["w_zoom"]]}),
    )


def only_every(here: Here) -> None:
    """Under the small maps: whether countries without a value in every period stand back."""
    st.session_state["w_reporters"] = here.view.option("reporters") == "same"
    st.toggle(here.words("periods.only_every"), key="w_reporters", on_change=_choose_reporters)


def _choose_reporters() -> None:
    address.turn({"reporters": ["same" if st.session_state["w_reporters"] else "all"]})
