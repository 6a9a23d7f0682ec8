"""What the page being drawn is about: view, edition, words, colours. The frame sets it, pages read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.parts.theme import Size, Theme
from pages.parts.words import Words
from queries.catalogue import Catalogue, Edition
from queries.view import View


@dataclass(frozen=True)
class Here:
    """One run of one page for one reader."""

    view: View
    edition: Edition
    loaded: Catalogue
    words: Words
    theme: Theme
    size: Size
    pages: Mapping[str, Any]
    said: set[str] = field(default_factory=set, compare=False)  # under the panels drawn so far

    def once(self, lines: Iterable[str]) -> list[str]:
        """Those that no panel above has said; from here on they are said."""
        new = [line for line in lines if line and line not in self.said]
        self.said.update(new)
        return new

    @property
    def on_stage(self) -> bool:
        """One panel, full screen, in big type."""
        return bool(self.view.show)

    @property
    def in_hall(self) -> bool:
        """On stage, and on a screen that can be read from afar: a phone shows the same panel as it shows any."""
        return self.size.name == "stage"

    def shows(self, panel: str) -> bool:
        """Whether a panel is drawn at all: on stage only the one that was asked for is."""
        return self.view.show in ("", panel)


def here() -> Here:
    """The run this script is part of."""
    found: Here = st.session_state["here"]
    return found
