"""The filters: the rail that holds them, what it says is on, and the chips that take one off."""

from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from pages.parts import address, sheet
from pages.parts.here import Here
from pages.parts.labelling import dataset_label, dimension_label, elsewhere
from pages.parts.words import Words
from queries.catalogue import Edition
from queries.slices import published
from queries.view import DIMENSIONS, Filters

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "where": ("region", "subregion", "country"),
    "who": ("gender", "age", "origin_region", "origin"),
    "what": ("exploitation", "sector"),
    "how": ("recruiter", "method", "means"),
}
NATURAL_ORDER: Final = ("age",)  # everything else: the most frequent first


def rail(here: Here) -> None:
    """The filters, in the sidebar, under a line that says in words what is on."""
    with st.sidebar:
        title = escape(here.words("filters.title"))
        st.html(f'<h2 class="rail">{title}</h2><p class="on" aria-live="polite">{escape(summary(here))}</p>')
        _indicator(here)
        _years(here)
        for group, dimensions in GROUPS.items():
            st.html(f'<h3 class="rail">{escape(here.words(f"rail.{group}"))}</h3>')
            for dimension in dimensions:
                _dimension(here, dimension)
        sheet.end(here, clear)


def summary(here: Here) -> str:
    """The selection in words: "Europe · Women and girls · 2015–2022"."""
    parts = [listed(here.words, name, getattr(here.view.filters, name)) for name in DIMENSIONS]
    parts.append(period(here))
    return " · ".join(part for part in parts if part) or here.words("filters.nothing")


def listed(words: Words, dimension: str, codes: tuple[str, ...]) -> str:
    """The codes chosen of a dimension, the first three by name."""
    shown = [words.label(dimension, code) for code in codes[:3]]
    return ", ".join(shown) + (f" +{len(codes) - 3}" if len(codes) > 3 else "")


def period(here: Here) -> str:
    """The years chosen; nothing where none are."""
    asked = here.view.filters
    if asked.from_ is None and asked.to is None:
        return ""
    first, last = asked.from_ or here.edition.first_year, asked.to or here.edition.last_year
    return here.words.period(first or 0, last or 0)


def _indicator(here: Here) -> None:
    """What is counted, where a data set publishes more than one thing."""
    offered = here.edition.indicators
    if len(offered) < 2:
        return
    st.session_state["w_indicator"] = here.view.filters.indicator
    st.selectbox(
        here.words("dimension.indicator"),
        offered,
        format_func=lambda code: here.words.label("indicator", code),
        key="w_indicator",
        on_change=lambda: address.turn({"indicator": [st.session_state["w_indicator"]]}),
    )


def _years(here: Here) -> None:
    first, last = here.edition.first_year, here.edition.last_year
    if first is None or last is None or first == last:
        return
    asked = here.view.filters
    st.session_state["w_years"] = (
        min(max(asked.from_ or first, first), last),
        max(min(asked.to or last, last), first),
    )
    st.slider(here.words("filters.years"), first, last, key="w_years", on_change=_choose_years, args=(first, last))


def _choose_years(first: int, last: int) -> None:
    low, high = st.session_state["w_years"]
    address.turn({"from": [low] if low > first else None, "to": [high] if high < last else None})


def _dimension(here: Here, dimension: str) -> None:
    key = f"w_{dimension}"
    offered = here.edition.options.get(dimension, {})
    short, refusal = _refusal(here, dimension)
    st.session_state[key] = list(getattr(here.view.filters, dimension))
    st.multiselect(
        dimension_label(here, dimension),
        sorted(offered) if dimension in NATURAL_ORDER else [*offered],
        format_func=lambda code: _option(here, dimension, code),
        key=key,
        on_change=lambda: address.turn({dimension: st.session_state[key]}),
        disabled=bool(refusal),
        select_all=False,
        placeholder=short or here.words("filters.choose"),
        help=refusal or (here.words(f"definition.{dimension}") if here.words.has(f"definition.{dimension}") else None),
    )


def _option(here: Here, dimension: str, code: str) -> str:
    """An option and its records. Published figures are not counted: their number would read as one of victims."""
    label = here.words.label(dimension, code)
    if here.edition.kind == "figures":
        return label
    number = here.edition.options.get(dimension, {}).get(code, 0)
    return here.words("filters.option", label=label, number=number)


def _refusal(here: Here, dimension: str) -> tuple[str, str]:
    """Why a filter is greyed, in a few words and in full; empty where it can be used."""
    words = here.words
    if dimension in here.edition.lacks():
        full = f"{words('filters.lacking', name=dataset_label(here))} {elsewhere(here, dimension)}"
        return words("rail.absent"), full
    if not getattr(here.view.filters, dimension) and not _published_with(here.edition, here.view.filters, dimension):
        return words("rail.apart"), words("filters.not_together")
    return "", ""


def _published_with(edition: Edition, filters: Filters, dimension: str) -> bool:
    """Whether the publisher gives a dimension together with the selection."""
    some = tuple(edition.options.get(dimension, {}))[:1]
    return bool(some) and published(edition, filters.having({dimension: some}), "")


def chips(here: Here) -> None:
    """Every value that is on, each a button that takes it off, and one that takes off all."""
    with st.container(key="selection", horizontal=True, gap="xsmall"):
        _chips(here)
        _steps(here)


def _chips(here: Here) -> None:
    on = [(name, code) for name in DIMENSIONS for code in getattr(here.view.filters, name)]
    years = period(here)
    if not on and not years:
        return
    with st.container(key="chips", horizontal=True, gap="xsmall"):
        for name, code in on:
            _chip(here, here.words.label(name, code), f"chip-{name}-{code}", {name: _without(here, name, code)})
        if years:
            _chip(here, years, "chip-years", {"from": None, "to": None})
        st.button(here.words("filters.reset"), key="reset", type="tertiary", on_click=clear)


def _steps(here: Here) -> None:
    """Undo and redo, where there is anything to take back or to do again."""
    steps = address.history()
    ways = (("undo", steps.past, address.undo), ("redo", steps.future, address.redo))
    if not any(found for _, found, _ in ways):
        return
    with st.container(key="steps", horizontal=True, gap="xsmall"):
        for name, found, go in ways:
            if found:
                words = here.words(f"filters.{name}"), here.words(f"filters.{name}_help")
                st.button(words[0], key=name, type="tertiary", icon=f":material/{name}:", help=words[1], on_click=go)


def _without(here: Here, name: str, code: str) -> list[str]:
    return [other for other in getattr(here.view.filters, name) if other != code]


def _chip(here: Here, label: str, key: str, changes: Mapping[str, list[str] | None]) -> None:
    st.button(
        label,
        key=key,
        icon=":material/close:",
        icon_position="right",
        help=here.words("filters.remove", label=label),
        on_click=address.turn,
        args=(changes,),
    )


def clear() -> None:
    """Takes every filter off; the data set, the page and its options stay."""
    address.turn({"from": None, "to": None} | dict.fromkeys(DIMENSIONS))
