"""The rows of tables as buttons: one unseen component hears them all, so that a table of a thousand rows costs what one
without buttons costs."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.parts.here import Here
from pages.parts.picking import take
from pages.parts.picks import is_on, labels, row_picks, told
from pages.parts.tableview import Button
from queries.figure import Figure

KEY: Final = "rows"
_SCRIPT: Final = Path(__file__).with_suffix(".js")


def listen() -> None:
    """Hears the rows that are pressed anywhere on the page."""
    _component()(key=KEY, height=0, on_row_change=_pressed)


def buttons(here: Here, figure: Figure) -> list[Button | None]:
    """A button for every row of a figure's table that stands for something to filter by."""
    return [_button(here, pick) if pick else None for pick in row_picks(figure)]


def _button(here: Here, pick: str) -> Button:
    name = here.words("filters.pick", label=told(pick, here.words))
    return Button(pick, name, tuple(labels(pick, here.words)), is_on(pick, here.view.filters))


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("trends_rows", js=_SCRIPT.read_text("utf-8"))


def _pressed() -> None:
    picked = st.session_state[KEY].row
    if picked:
        take(picked)
