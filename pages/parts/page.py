"""What pages are made of beside panels: the question, the scope, numbers, lists of statements."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

import streamlit as st

from pages.parts.here import Here
from pages.parts.words import Words

_HEADED: Final = "the stage has a heading"  # among what a page has said


def title(here: Here, page: str, scope: str) -> None:
    """The question a page answers, and one sentence of scope; on stage the panel speaks for itself."""
    if not here.on_stage:
        asked = question(here.words, page, here.view.by, here.edition.kind)
        st.html(f'<h1>{escape(asked)}</h1><p class="scope">{escape(scope)}</p>')


def heads(here: Here) -> bool:
    """Whether what is drawn next is the first on a stage, and so gives it its heading."""
    return here.on_stage and bool(here.once([_HEADED]))


def nothing(here: Here, *said: str) -> None:
    """In place of a panel: why there is nothing to draw. Alone on a stage it stands under the question it would have
    answered, which the page's title asks elsewhere."""
    if heads(here):
        asked = question(here.words, here.view.page, here.view.by, here.edition.kind)
        st.html(f'<h1 class="takeaway">{escape(asked)}</h1>')
    st.html(f'<p class="empty" role="status">{escape(" ".join(line for line in said if line))}</p>')


def heading(here: Here) -> None:
    """On a stage on which a page has drawn nothing at all: its question, and that nothing answers it."""
    if _HEADED not in here.said:
        nothing(here, here.words("errors.nothing_on_stage"))


def question(words: Words, page: str, by: str, kind: str) -> str:
    """The question a page answers, of what it is broken down by and of the kind of its data set."""
    kinds = (f"{page}.title_{by}_{kind}", f"{page}.title_{by}", f"{page}.title_{kind}", f"{page}.title")
    return words(next(key for key in kinds if words.has(key)))


def scope(here: Here, page: str, facts: Mapping[str, Any]) -> str:
    """What is counted, by whom, and in which years: those of the figure (`facts`), where it has any."""
    edition = here.edition
    unit = here.words(f"unit.{edition.unit}")
    if edition.kind == "figures":
        unit = here.words.label("indicator", here.view.filters.indicator)
    return here.words(
        f"{page}.scope",
        unit=unit[:1].upper() + unit[1:],
        by=here.words(f"dataset.{edition.dataset}.by"),
        first_year=facts.get("first_year") or edition.first_year,
        last_year=facts.get("last_year") or edition.last_year,
    )


def section(heading: str, text: str = "", anchor: str = "", level: int = 2) -> None:
    """A heading inside a page that a link can lead to (`anchor`), and a sentence under it."""
    at = f' id="{escape(anchor)}"' if anchor else ""
    st.html(f"<h{level}{at}>{escape(heading)}</h{level}>" + (f'<p class="scope">{escape(text)}</p>' if text else ""))


def numbers(pairs: Iterable[tuple[str, str]]) -> None:
    """Large numbers with what they count."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for value, name in pairs)
    st.html(f'<dl class="numbers">{items}</dl>')


def statements(heading: str, lines: Sequence[str]) -> None:
    """A heading and a list of sentences."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    st.html(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
