"""What pages are made of beside panels: the question, the scope, numbers, lists of statements."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from pages.parts.here import Here


def title(here: Here, page: str, scope: str) -> None:
    """The question a page answers, and one sentence of scope; on stage the panel speaks for itself."""
    if not here.on_stage:
        st.html(f'<h1>{escape(_question(here, page))}</h1><p class="scope">{escape(scope)}</p>')


def _question(here: Here, page: str) -> str:
    kinds = (f"{page}.title_{here.view.by}", f"{page}.title_{here.edition.kind}", f"{page}.title")
    return here.words(next(key for key in kinds if here.words.has(key)))


def scope(here: Here, page: str) -> str:
    """What is counted, and in which years."""
    edition, asked = here.edition, here.view.filters
    unit = here.words(f"unit.{edition.unit}")
    if edition.kind == "figures":
        unit = here.words.label("indicator", asked.indicator)
    return here.words(
        f"{page}.scope",
        unit=unit[:1].upper() + unit[1:],
        first_year=asked.from_ or edition.first_year,
        last_year=asked.to or edition.last_year,
    )


def section(heading: str, text: str = "") -> None:
    """A heading inside a page, and a sentence under it."""
    st.html(f"<h2>{escape(heading)}</h2>" + (f'<p class="scope">{escape(text)}</p>' if text else ""))


def numbers(pairs: Iterable[tuple[str, str]]) -> None:
    """Large numbers with what they count."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for value, name in pairs)
    st.html(f'<dl class="numbers">{items}</dl>')


def statements(heading: str, lines: Sequence[str]) -> None:
    """A heading and a list of sentences."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f"<h3>{escape(heading)}</h3><ul>{items}</ul>")
