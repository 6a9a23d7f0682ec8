"""Around the chart of SDG indicator 16.2.2: what it is broken down by, its official definition, its limits, and what is
missing where it cannot be shown."""

from html import escape
from typing import Final

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.page import nothing, section, statements

METADATA: Final = "https://unstats.un.org/sdgs/metadata/files/Metadata-16-02-02.pdf"
CUTS: Final = ("", "gender", "age", "exploitation")


def options(here: Here) -> None:
    """All, or by sex, age or form of exploitation: what the indicator's name lists."""
    if here.on_stage:
        return
    words = here.words
    st.session_state["w_by"] = here.view.by
    st.segmented_control(
        words("sdg.by"),
        CUTS,
        format_func=lambda name: words(f"dimension.{name}" if name else "sdg.whole"),
        key="w_by",
        required=True,
        on_change=_choose,
    )


def _choose() -> None:
    address.turn({"by": [st.session_state["w_by"]]})


def cannot(here: Here, reason: str) -> None:
    """Why it is not shown, and the one step that helps: the population, or the data set whose figures it is of."""
    words = here.words
    nothing(here, words(f"dropped.{reason}"))
    other = next((one for one in here.loaded.editions if one.kind == "figures"), None)
    if reason != "rate_records":
        return
    if other is None:
        st.html(f"<p>{escape(words('sdg.no_figures'))}</p>")
        return
    # A button, not a link: Streamlit leaves the address as it is when a link leads to the page it is on.
    st.button(
        words("sdg.to_figures", name=words.label("dataset", other.dataset)),
        key="to-figures",
        icon=":material/arrow_forward:",
        on_click=address.turn,
        args=({"dataset": [other.dataset], "edition": None},),
    )


def definition(here: Here) -> None:
    """What the United Nations define, what of it the figures are, and what they are not."""
    if here.on_stage:
        return
    words = here.words
    section(words("sdg.definition"), words("sdg.definition_text"))
    link = f'<a href="{METADATA}" target="_blank" rel="noopener noreferrer">{escape(words("sdg.metadata"))}</a>'
    st.html(f'<p class="quiet">{link}</p>')
    statements(words("sdg.limits"), words.all("sdg.limit"))


def way_there(here: Here) -> None:
    """Under a rate: the step to the indicator."""
    link = address.to_page("sdg", here.view, here.loaded)
    label = here.words("sdg.to_indicator")
    st.page_link(here.pages["sdg"], label=label, query_params=link, icon=":material/arrow_forward:")
