"""The address is the state: what a page shows is read from the URL, and a touched widget rewrites the URL.

A widget is set from the view before it is drawn and its callback changes one part of the address (`turn`). An address
that changed by any other way (a link, the browser's back button) wins over the widgets: also over the callback that a
widget fires by itself where a run was ended by the next before the browser heard what it had set the widget to.
Codes only, never labels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts.history import History, selection_of
from pages.parts.served import COOKIE
from queries.catalogue import Catalogue
from queries.link import SELECTION, link_parameters, read_link
from queries.view import Dropped, View

# Parts of an address that belong to one page: they are not carried to another one unless they mean something there.
OF_A_PAGE: Final = ("by", "measure", "show")
Link = dict[str, list[str]]


def read(page: str, panels: Sequence[str], loaded: Catalogue) -> tuple[View, tuple[Dropped, ...]]:
    """The view of this run, and what could not be opened. Raises NoDatabaseError where nothing is loaded."""
    touched: Link | None = None if _went_back() else st.session_state.get("touched")
    view, dropped = read_link(page, _asked() if touched is None else touched, loaded)
    if touched is not None:  # who takes a comparison off knows that its shares go with it
        dropped = tuple(part for part in dropped if part.reason != "no_share")
    if view.show and view.show not in panels:
        dropped = (*dropped, Dropped("show", view.show, "parameter"))
        view = replace(view, show="")
    st.session_state["link"] = link_parameters(view)
    st.session_state["history"] = history().at(st.session_state["link"])
    st.session_state["chosen"] = touched is not None
    return view, dropped


def _went_back() -> bool:
    """Whether this run is of the browser's back or forward button: then no widget was touched."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def write() -> None:
    """Spells the view in the URL: only what differs, so that the browser's history has one step a choice."""
    wanted = with_language(st.session_state["link"])
    if wanted != _asked() | _language():
        st.query_params.from_dict(wanted)
    st.session_state.pop("touched", None)


def turn(changes: Mapping[str, Sequence[str] | None]) -> None:
    """Changes parts of the address from a widget's callback; None or nothing removes a part."""
    link: Link = dict(st.session_state.get("link", {}))
    for name, values in changes.items():
        link.pop(name, None)
        if values:
            link[name] = [str(value) for value in values]
    st.session_state["touched"] = link


def history() -> History:
    """The selections of this visit. Those before and after the one shown are kept however it changed: by a filter, a
    chip, a pick, a link, or the browser's back button."""
    found: History | None = st.session_state.get("history")
    return found or History(selection_of(st.session_state["link"]))


def undo() -> None:
    """Takes the last change of the selection back; the page, its options and the language stay."""
    _go(history().undone())


def redo() -> None:
    """Does again what was taken back."""
    _go(history().redone())


def _go(step: History) -> None:
    st.session_state["history"] = step
    turn(dict.fromkeys(SELECTION) | step.now)


def to_page(page: str, view: View, loaded: Catalogue, **changes: Sequence[str]) -> Any:
    """The query of a link to a page that keeps the selection; options that mean nothing there are left behind."""
    link = {name: values for name, values in link_parameters(view).items() if name != "show"} | changes
    if page != view.page:
        link = {name: values for name, values in link.items() if name not in OF_A_PAGE or name in changes}
    there, _ = read_link(page, link, loaded)
    return with_language(link_parameters(there))


def with_language(link: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {name: list(values) for name, values in link.items()} | _language()


def _asked() -> Link:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != COOKIE}


def _language() -> Link:
    return {COOKIE: [st.query_params[COOKIE]]} if COOKIE in st.query_params else {}
