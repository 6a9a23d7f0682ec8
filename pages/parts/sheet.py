"""The end of the filters where they lie over the page as a sheet: what leads back to the page, and what clears them."""

from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from pages.parts.here import Here

KEY: Final = "sheet"
_SCRIPT: Final = Path(__file__).with_suffix(".js")


def end(here: Here, clear: Callable[[], None]) -> None:
    """Under the filters; the style sheet shows it only where they lie over the page."""
    with st.container(key=KEY, horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<button type="button" data-sheet="close">{escape(here.words("filters.show"))}</button>')
        st.button(here.words("filters.reset"), key="sheet-reset", type="tertiary", on_click=clear)
        _component()(key="sheet-script", height=0)


@cache
def _component() -> Callable[..., Any]:
    return st.components.v2.component("trends_sheet", js=_SCRIPT.read_text("utf-8"))
