"""The sections of the page on people: each asks whether the data set and its publisher answer it, or says why not."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.parts import address
from pages.parts.charts import lines
from pages.parts.charts_people import ages as draw_ages
from pages.parts.here import Here
from pages.parts.known_bars import place_bars, stage_bars
from pages.parts.labelling import dimension_label, elsewhere
from pages.parts.page import nothing, section
from pages.parts.panel import panel
from pages.parts.picking import picks
from queries import people_shares
from queries.figure import Figure
from queries.people import can_be_crossed, people
from queries.view import View

# What can be followed by year: the figure's name, the dimension it asks, and who makes it.
_BY_YEAR: Final[dict[str, tuple[str, Callable[[View], Figure]]]] = {
    "children_by_year": ("age", people_shares.children_by_year),
    "genders_by_year": ("gender", people_shares.genders_by_year),
}


def ages(here: Here) -> None:
    """Gender and age together."""
    if not here.shows("people"):
        return
    if can_be_crossed(here.edition, here.view.filters):
        panel(here, people(here.view), draw_ages, on_select=picks("people"), hint="people.hint")
    else:
        missing(here, here.words("people.not_together"))


def stages(here: Here) -> None:
    """Children when registered, when exploited, when the exploitation began."""
    if not here.shows("stages"):
        return
    if len(people_shares.stages_of(here.edition)) > 1:
        _question(here, "stages")
        panel(here, people_shares.stages(here.view), stage_bars)
    elif here.on_stage:
        missing(here, here.words("people.no_stages"), elsewhere(here, "majority_at_exploitation"))


def years(here: Here) -> None:
    """How the share of children, or that of each gender, moved: one of them at a time."""
    possible = [name for name, (of, _) in _BY_YEAR.items() if _can_be_followed(here, of)]
    asked = here.view.show if here.on_stage else here.view.option("change")
    if here.on_stage and (asked not in _BY_YEAR or asked not in possible):
        if asked in _BY_YEAR:
            missing(here, here.words("people.not_together"))
    elif possible:
        name = asked if asked in possible else possible[0]
        _question(here, "change")
        if len(possible) > 1 and not here.on_stage:
            choose(here, "change", tuple(possible), lambda one: here.words(f"people.change_{one}"), "people.change")
        panel(here, _BY_YEAR[name][1](here.view), lines)


def _can_be_followed(here: Here, of: str) -> bool:
    return people_shares.of_by_year(here.edition, here.view.filters, of)


def places(here: Here) -> None:
    """By region of identification or of citizenship."""
    if not here.shows("people_places"):
        return
    offered = people_shares.places_offered(here.edition, here.view.filters)
    if not offered:
        if here.on_stage:
            missing(here, here.words("people.not_together"))
        return
    _question(here, "people_places")
    figure = people_shares.by_place(here.view)
    if len(offered) > 1 and not here.on_stage:
        choose(here, "across", offered, lambda name: dimension_label(here, name), "people.across")
    panel(here, figure, place_bars, on_select=picks("people_places"), hint="people.hint_places")


def _question(here: Here, name: str) -> None:
    if not here.on_stage:
        section(here.words(f"people.question_{name}"))


def choose(here: Here, name: str, offered: tuple[str, ...], label: Callable[[str], str], key: str) -> None:
    """A choice of one option of the page, kept in the address."""
    chosen = here.view.option(name)
    st.session_state[f"w_{name}"] = chosen if chosen in offered else offered[0]
    st.segmented_control(
        here.words(key), offered, format_func=label, key=f"w_{name}", required=True, on_change=_turn, args=(name,)
    )


def _turn(name: str) -> None:
    address.turn({name: [st.session_state[f"w_{name}"]]})


def missing(here: Here, said: str, where: str = "") -> None:
    """In place of a panel: why it cannot be drawn, and who has what it needs."""
    nothing(here, said, where)
