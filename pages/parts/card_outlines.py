"""Sources: the card of the outlines that every map is drawn from, the app's own or those somebody prepared."""

from html import escape

import streamlit as st

from data import boundaries
from pages.parts import cards
from pages.parts.here import Here
from pages.parts.page import section
from pages.parts.words import Words

COMMAND = 'trends outlines FILE --source "..."'


def card(here: Here) -> None:
    """Whose the outlines are, under which licence, and the command that draws the maps from others."""
    words = here.words
    with st.container(key="card-outlines"):
        section(words("outlines.card"), words("outlines.card_text"), anchor="card-outlines")
        cards.pairs(_description(words, boundaries.about()))
        st.html(f"<p>{escape(words('note.boundaries'))}</p>")
        st.html(f"<h3>{escape(words('outlines.other'))}</h3>")
        st.code(COMMAND, language="bash", wrap_lines=True)


def _description(words: Words, prepared: dict[str, str]) -> list[tuple[str, str]]:
    if prepared:
        return [
            (words("outlines.source"), prepared["source"]),
            (words("sources.licence"), words("outlines.licence_prepared")),
            (words("sources.file"), prepared["file"]),
            (words("sources.checksum"), prepared["sha256"]),
        ]
    return [
        (words("outlines.source"), words("outlines.own")),
        (words("sources.licence"), words("outlines.licence_own")),
        (words("outlines.dashed"), words("outlines.dashed_own")),
        (words("sources.website"), "https://www.naturalearthdata.com"),
    ]
