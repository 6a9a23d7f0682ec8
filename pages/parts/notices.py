"""What is said above a page: made-up data, parts of a link that could not be opened, no data at all."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

import streamlit as st

from pages.parts.here import Here
from pages.parts.labelling import dimension_label, elsewhere
from pages.parts.words import Words
from queries.link import VERSUS
from queries.view import DIMENSIONS, Dropped

LONGEST_VALUE: Final = 80


def demonstration(here: Here) -> None:
    """The banner that made-up data carry on every page."""
    if here.edition.is_demonstration:
        text = escape(here.words("app.demonstration"))
        st.html(f'<p class="demonstration" role="note"><strong>{text}</strong></p>')


def data_changed(here: Here) -> None:
    """Said once to who had a page open while data were loaded."""
    st.html(f'<div class="notice" role="status"><p>{escape(here.words("errors.data_changed"))}</p></div>')


def dropped(here: Here, parts: Sequence[Dropped], chosen: bool = False) -> None:
    """One calm notice with all that a link asked for, or a reader has chosen, and cannot be shown."""
    if not parts:
        return
    lines = "".join(f"<li>{escape(_line(here, part))}</li>" for part in parts)
    title = "dropped.chosen" if chosen else "dropped.title"
    st.html(
        f'<div class="notice" role="status"><p><strong>{escape(here.words(title))}</strong></p><ul>{lines}</ul></div>'
    )


def _line(here: Here, part: Dropped) -> str:
    words = here.words
    if part.key.startswith(VERSUS):
        own = replace(part, key=part.key.removeprefix(VERSUS))
        return words("compare.of_second", name=_line(here, own))
    named = (f"dimension.{part.key}", f"{'table' if here.view.page == 'table' else 'option'}.{part.key}",
             f"option.{part.key}", f"column.{part.key}")  # fmt: skip
    name = next((words(key) for key in named if words.has(key)), _cut(part.key))
    known = part.reason in ("lacking", "not_together", "twice")
    crosses = part.key in ("by", "across", "within")
    value = dimension_label(here, part.value) if crosses and known else part.value
    if part.key in DIMENSIONS and value:
        value = words.label(part.key, part.value.upper() if part.key in ("country", "origin") else part.value)
    value = _cut(value) or words("dropped.nothing")
    said = words("dropped.line", key=name, value=value, reason=words(f"dropped.{part.reason}"))
    asked = part.value if crosses else part.key
    return f"{said} {elsewhere(here, asked)}" if part.reason == "lacking" else said


def _cut(text: str) -> str:
    """What was typed into a link, as long as it can be read."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def no_database(words: Words) -> None:
    """The page of a server that has nothing to show: calm, with the command that helps."""
    st.html(
        f'<div class="nothing"><p class="mark">{escape(words("app.title"))}</p>'
        f"<h1>{escape(words('errors.no_database'))}</h1><p>{escape(words('errors.no_database_help'))}</p></div>"
    )


def unexpected(words: Words) -> None:
    """A mistake of ours: one calm sentence; the details are in the server's log."""
    st.html(f'<div class="notice" role="alert"><p>{escape(words("errors.unexpected"))}</p></div>')
