"""The frame around every page: language, view, header, filters, the page, the foot. Runs once for every interaction."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from data.store import NoDatabaseError
from pages.parts import address, drop, filters, header, notices, rowpicks
from pages.parts.contents import FILTERED, PANELS
from pages.parts.here import Here
from pages.parts.page import heading
from pages.parts.served import language
from pages.parts.theme import SIZES, THEMES
from pages.parts.words import Words, words
from queries.catalogue import catalogue
from queries.figure import edition_of

PAGES = Path(__file__).parent.parent
LOG = logging.getLogger("trends")
STYLE = Path(__file__).with_name("style.css")


def show() -> None:
    """Draws one run."""
    texts = words(language(st.query_params.get("lang"), st.context.headers))
    pages = {name: _page(name, texts) for name in PANELS}
    page = st.navigation([*pages.values()], position="hidden")
    st.set_page_config(
        page_title=f"{page.title} · {texts('app.title')}",
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(STYLE)
    header.named(texts)
    try:
        st.session_state["here"] = here = _here(page.url_path or "home", pages, texts)
        _around(here, page)
    except NoDatabaseError as missing:
        LOG.warning("%s", missing)  # the operator's sentence has the path; the reader's has not
        notices.no_database(texts)
        drop.dropped(texts)
    except Exception:
        LOG.exception("page %s could not be drawn: %s", page.url_path or "home", st.session_state.get("link"))
        notices.unexpected(texts)


def _page(name: str, texts: Words) -> Any:
    return st.Page(PAGES / f"{name}.py", title=texts(f"nav.{name}"), url_path=name, default=name == "home")


def _here(page: str, pages: Mapping[str, Any], texts: Words) -> Here:
    loaded = catalogue()
    view, dropped = address.read(page, PANELS[page], loaded)
    address.write()
    st.session_state["dropped"] = dropped
    st.session_state["changed"] = st.session_state.get("loaded", loaded) is not loaded
    st.session_state["loaded"] = loaded
    # A link to one panel is opened on phones too: there it stays as large as a phone is.
    phone = "Mobi" in (st.context.headers.get("User-Agent") or "")
    size = SIZES["phone" if phone else "stage" if view.show else "normal"]
    theme = THEMES[st.context.theme.type or "light"]
    return Here(view, edition_of(view, loaded), loaded, texts, theme, size, pages)


def _around(here: Here, page: Any) -> None:
    if here.on_stage:
        with st.container(key="stage"):
            header.leave_stage(here)
            notices.demonstration(here)
            notices.dropped(here, st.session_state["dropped"], st.session_state["chosen"])
            page.run()
            heading(here)
        return
    header.header(here)
    notices.demonstration(here)
    if here.view.page in FILTERED:
        filters.rail(here)
    if st.session_state["changed"]:
        notices.data_changed(here)
    notices.dropped(here, st.session_state["dropped"], st.session_state["chosen"])
    if here.view.versus is None:  # the two selections compared stand in cards of their own
        filters.chips(here)
    rowpicks.listen()
    page.run()
    header.foot(here)


show()
