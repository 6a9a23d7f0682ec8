"""Home: the questions that the other pages answer, each a link to its page."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from pages.parts import address
from pages.parts.answering import answered, elsewhere
from pages.parts.here import Here
from pages.parts.page import question, section
from queries.catalogue import Edition
from queries.link import DEFAULT_BY


def questions(here: Here) -> None:
    """Those that the data shown answer, then those that only other data do, with the data that do."""
    with st.container(key="leads"):
        section(here.words("home.questions"), here.words("home.questions_scope"))
        with st.container(key="leads-here"):
            for page in answered(here.edition, here.loaded):
                _lead(here, page, here.edition, {})
        _elsewhere(here, elsewhere(here.edition, here.loaded))


def _elsewhere(here: Here, pages: Mapping[str, Edition]) -> None:
    if not pages:
        return
    st.html(f'<p class="quiet">{escape(here.words("home.questions_elsewhere"))}</p>')
    with st.container(key="leads-elsewhere"):
        for page, edition in pages.items():
            dataset = {"dataset": [edition.dataset], "edition": [edition.edition], "indicator": []}
            _lead(here, page, edition, dataset, here.words.label("dataset", edition.dataset))


def _lead(here: Here, page: str, edition: Edition, link: Mapping[str, list[str]], source: str = "") -> None:
    asked = question(here.words, page, DEFAULT_BY.get(page, ""), edition.kind)
    st.page_link(
        here.pages[page],
        label=here.words("home.asked_of", question=asked, name=source) if source else asked,
        query_params=address.to_page(page, here.view, here.loaded, **link),
    )
