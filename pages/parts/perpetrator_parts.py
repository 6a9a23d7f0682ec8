"""The sections of the page on perpetrators, and what stands there for a data set that says nothing of them."""

import streamlit as st

from pages.parts import address
from pages.parts.charts import lines
from pages.parts.here import Here
from pages.parts.known_bars import across_bars, part_bars
from pages.parts.labelling import elsewhere
from pages.parts.page import section
from pages.parts.panel import panel
from pages.parts.people_parts import choose, missing
from pages.parts.picking import picks
from queries import perpetrators
from queries.link import link_parameters, read_link
from queries.view import PAGE_OPTIONS


def parts(here: Here) -> None:
    """All that is told, part by part, each with what is not known."""
    if here.shows("perpetrators"):
        panel(here, perpetrators.perpetrators(here.view), part_bars)


def over_time(here: Here) -> None:
    """One part by the periods of the file."""
    if not here.shows("perpetrator_periods"):
        return
    if not here.on_stage:
        section(here.words("perpetrators.question_periods"))
        choose(here, "part", PAGE_OPTIONS["perpetrators"]["part"], lambda part: here.words(f"perpetrators.part_{part}"),
               "perpetrators.part")  # fmt: skip
    panel(here, perpetrators.periods(here.view), lines)


def across(here: Here) -> None:
    """The same part by who the people were, or what they were exploited for."""
    if not here.shows("perpetrators_across"):
        return
    offered = tuple(name for name in PAGE_OPTIONS["perpetrators"]["across"] if name not in here.edition.lacks())
    if not here.on_stage:
        section(
            here.words("perpetrators.question_across", part=here.words(f"perpetrators.part_{here.view.option('part')}"))
        )
        choose(here, "across", offered, lambda name: here.words(f"perpetrators.by_{name}"), "perpetrators.across_label")
    panel(here, perpetrators.across(here.view), across_bars, on_select=picks("perpetrators_across"),
          hint="perpetrators.hint")  # fmt: skip


def nothing(here: Here) -> None:
    """Which of the loaded data sets say something of perpetrators, and a way to each."""
    missing(here, here.words("perpetrators.nothing"), elsewhere(here, "perpetrator"))
    having = dict.fromkeys(one.dataset for one in here.loaded.editions if perpetrators.has_perpetrators(one))
    for dataset in having:
        view, _ = read_link("perpetrators", {"dataset": [dataset]}, here.loaded)
        name = here.words.label("dataset", dataset)
        changes = {**dict.fromkeys(st.session_state["link"]), **link_parameters(view)}
        st.button(here.words("perpetrators.open", name=name), key=f"open-{dataset}", icon=":material/arrow_forward:",
                  on_click=address.turn, args=(changes,))  # fmt: skip
