"""The header and the foot of every page: the mark, the pages, the data set, the language, the link, the help lines."""

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from pages.parts import address, player
from pages.parts.contents import in_navigation
from pages.parts.here import Here
from pages.parts.words import Words, languages
from queries.catalogue import Edition
from queries.link import link_parameters

DATASET = "w_dataset"


def named(words: Words) -> None:
    """Gives the style sheet the words that Streamlit has no setting for: the rail's button is an arrow otherwise."""
    keys = {"filters": "filters.title", "copy": "app.copy_link", "skip": "app.skip", "browse": "drop.browse"}
    said = {name: words(key) for name, key in keys.items()}
    largest = st.get_option("server.maxUploadSize")
    said |= {"drop": words("drop.here", n=largest), "untaken": words("drop.untaken", n=largest)}
    lines = " ".join(f"--{name}: {json.dumps(text, ensure_ascii=False)};" for name, text in said.items())
    st.html(f"<style>:root {{ {lines} }}</style>")


def header(here: Here) -> None:
    """Draws the header. The links to the other pages carry the selection with them."""
    names = [name for name in here.pages if in_navigation(name, here.view.page, here.loaded)]
    links = {name: address.to_page(name, here.view, here.loaded) for name in names}
    with st.container(key="header"):
        with st.container(key="bar", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="mark">{escape(here.words("app.title"))}</p>', width="content")
            _menu(here, links)
        with st.container(key="tools", horizontal=True, vertical_alignment="center"):
            _dataset(here)
            _languages(here)
            copy_link(here, link_parameters(player.seen(here.view)))
        with st.container(key="pages", horizontal=True, vertical_alignment="center"):
            for name, link in links.items():
                _to(here, name, link, "nav")


def _menu(here: Here, links: Mapping[str, Any]) -> None:
    """The pages where a row of them has no room; a menu of its own on each page, so that it is closed on the next."""
    with (
        st.container(key="menu", width="content"),
        st.popover(here.words("app.pages", name=here.words(f"nav.{here.view.page}")), key=f"menu-{here.view.page}"),
    ):
        for name, link in links.items():
            _to(here, name, link, "menu")


def _to(here: Here, name: str, link: Any, where: str) -> None:
    with st.container(key=f"{where}-on" if name == here.view.page else f"{where}-{name}", width="content"):
        st.page_link(here.pages[name], query_params=link)


def _dataset(here: Here) -> None:
    text = here.words("app.change_dataset")
    choose_edition(here, text, DATASET, here.loaded.editions, here.edition, _choose_dataset, hides_label=True)


def choose_edition(
    here: Here, text: str, key: str, offered: Iterable[Edition], chosen: Edition, on_change: Callable[[], None],
    hides_label: bool = False,
) -> None:  # fmt: skip
    """A box of data sets and their editions, in words; `chosen_edition` reads it."""
    names = {_name(edition): edition for edition in offered}
    st.session_state[key] = _name(chosen)
    st.selectbox(
        text,
        [*names],
        format_func=lambda name: label(here, names[name]) if name in names else name,
        key=key,
        on_change=on_change,
        label_visibility="collapsed" if hides_label else "visible",
        width=540,
    )


def chosen_edition(key: str) -> tuple[str, str]:
    """Data set and edition that a box of `choose_edition` holds."""
    dataset, _, edition = st.session_state[key].partition(" ")
    return dataset, edition


def _name(edition: Edition) -> str:
    return f"{edition.dataset} {edition.edition}"


def _choose_dataset() -> None:
    dataset, edition = chosen_edition(DATASET)
    address.turn({"dataset": [dataset], "edition": [edition], "indicator": None})


def label(here: Here, edition: Edition) -> str:
    """A data set and its edition, in words."""
    name = here.words.label("dataset", edition.dataset)
    return here.words("app.edition_line", name=name, edition=here.words.edition(edition.edition))


def _languages(here: Here) -> None:
    """Plain links: a page opened anew is marked with its language, and the choice is remembered."""
    links = " ".join(_language(here, code, name) for code, name in languages().items())
    st.html(f'<nav class="languages" aria-label="{escape(here.words("app.language"))}">{links}</nav>', width="content")


def _language(here: Here, code: str, name: str) -> str:
    query = urlencode(link_parameters(player.seen(here.view)) | {"lang": [code]}, doseq=True)
    current = ' aria-current="true"' if code == here.words.language else ""
    return f'<a lang="{code}" hreflang="{code}" href="?{escape(query)}"{current}>{escape(name)}</a>'


def copy_link(here: Here, link: Mapping[str, Any], text: str = "app.copy_link") -> None:
    """A button that opens the full address, with a button to copy it. It keeps the language of who shares it."""
    url = f"{st.context.url}?{urlencode(dict(link) | {'lang': [here.words.language]}, doseq=True)}"
    with st.popover(here.words(text), type="tertiary", icon=":material/link:"):
        st.code(url, language=None, wrap_lines=True)


def leave_stage(here: Here) -> None:
    """The way back from the full screen."""
    with st.container(key="leave"):
        st.button(
            here.words("panel.leave"),
            key="leave-stage",
            type="tertiary",
            icon=":material/close_fullscreen:",
            shortcut="Esc",
            on_click=address.turn,
            args=({"show": None},),
        )


def foot(here: Here) -> None:
    """The end of every page: where help is, and what every number stands for."""
    words = here.words
    with st.container(key="foot"):
        if not here.edition.is_demonstration:
            st.html(f'<p class="harm">{escape(words("footer.harm"))}</p>')
        with st.expander(words("help.open"), type="compact"):
            st.markdown(words("help.lead"))
            st.markdown(words("help.none"))
        st.html(f'<p class="quiet">{escape(words("footer.licence"))}</p>')
