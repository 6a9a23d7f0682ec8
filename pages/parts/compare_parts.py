"""What stands in place of a comparison: why there is none, and the way out."""

from html import escape

import streamlit as st

from pages.parts import address, compare_picker, page
from pages.parts.compare_choices import without
from pages.parts.compare_words import opened, side_label
from pages.parts.here import Here
from pages.parts.statement import statement
from queries.figure import Figure


def start(here: Here) -> None:
    """Ready comparisons to begin with; on a stage, that a second selection is missing."""
    if here.on_stage:
        page.nothing(here, here.words("compare.start"))
    else:
        compare_picker.start(here)


def unrevised(here: Here) -> None:
    """In place of a revision, where the two that are compared are no two editions of one data set."""
    page.nothing(here, here.words("revision.needs_editions"))


def refused(here: Here, figure: Figure) -> None:
    """Why the two cannot be on one scale, with a button that takes the second one off."""
    told = statement(figure, here.words)
    lines = "".join(f"<p>{escape(line)}</p>" for line in told.lines)
    page.nothing(here, told.headline)
    st.html(f'<div class="why">{lines}</div>')
    _out(here)


def nothing(here: Here, figure: Figure) -> None:
    """Which of the two selects no record."""
    side = figure.facts["nothing"][0]
    text = here.words("compare.nothing", label=opened(side_label(figure, here.words, side)))
    page.nothing(here, text)
    _out(here)


def _out(here: Here) -> None:
    st.button(here.words("compare.clear_second"), key="compare-clear", on_click=address.turn, args=(without(),))
