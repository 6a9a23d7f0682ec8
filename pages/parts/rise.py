"""Home: "Is the rise in my region real?", a line a region, each the link to its trend."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.rise_said import Row, markup, region_name, row
from pages.parts.words import Words
from queries.catalogue import Edition
from queries.link import link_parameters
from queries.reporters import reporter_of
from queries.rises import answers_better, asked, rises, window
from queries.view import View

PICKED = "w_rise"
GO = "rise_go"


def ask(here: Here) -> None:
    """The question, what can be said of each region, and the way to the trend that answers it."""
    words, edition = here.words, here.edition
    rows = {region: row(figure, words) for region, figure in rises(edition).items()}
    if not rows:
        return
    top = max(said.largest for said in rows.values())
    with st.container(key="rise"):
        st.html(
            f'<p class="kicker">{escape(words("home.policymaker_title"))}</p><h2>{escape(words("rise.question"))}</h2>'
            f'<p class="scope">{escape(_lead(edition, rows.values(), words))}</p>'
        )
        _elsewhere(here, rows.values())
        with st.container(key="rises"):
            for region, said in rows.items():
                _row(here, region, said, top)
        if top:
            st.html(f'<p class="quiet">{escape(words("rise.mark"))}</p>')
        _picker(here)


def _lead(edition: Edition, rows: Iterable[Row], words: Words) -> str:
    """What is counted, in which years; and what the two numbers are, or why there is only one."""
    years = window(edition) or (edition.first_year, edition.last_year)
    unit = words(f"unit.{'detected_victims' if edition.kind == 'figures' else edition.unit}")
    about = {"unit": unit[:1].upper() + unit[1:], "first_year": years[0], "last_year": years[1]}
    reporter = reporter_of(edition)
    if not reporter:
        return words("rise.lead_nobody", **about)
    if not any(said.is_answered for said in rows):
        return words("rise.lead_unanswered", **about)
    return words("rise.lead_countries" if reporter == "country" else "rise.lead", **about)


def _elsewhere(here: Here, rows: Iterable[Row]) -> None:
    """Where no region has an answer: the loaded data set that names its reporters, on this page."""
    other = answers_better(here.edition, here.loaded)
    if other is None or any(said.is_answered for said in rows):
        return
    name = here.words.label("dataset", other.dataset)
    st.page_link(
        here.pages["home"],
        label=here.words("rise.elsewhere", name=name),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=address.with_language({"dataset": [other.dataset]}),
    )


def _row(here: Here, region: str, said: Row, top: float) -> None:
    """The region is the link; the style sheet spreads it over the whole line, for a thumb."""
    words = here.words
    with st.container(key=f"rise-{region or 'all'}", horizontal=True, vertical_alignment="center"):
        st.page_link(
            here.pages["trends"],
            label=region_name(region, words),
            query_params=address.with_language(link_parameters(_trend(here, region))),
            width=150,
        )
        st.html(markup(said, top))


def _trend(here: Here, region: str) -> View:
    """The trend of a row, in the data set as this page's address has it."""
    view, chosen = asked(here.edition, region), here.view.filters
    return replace(view, filters=replace(view.filters, dataset=chosen.dataset, edition=chosen.edition))


def _picker(here: Here) -> None:
    """Any country or part of a region: choosing it opens its trend."""
    if chosen := st.session_state.pop(GO, None):
        st.switch_page(here.pages["trends"], query_params=chosen)
    words, options = here.words, here.edition.options
    named = [
        (dimension, code)
        for dimension in ("subregion", "country")
        for code in sorted(options.get(dimension, {}), key=lambda code: words.label(dimension, code))
    ]
    if not named:
        return
    links = {words.label(dimension, code): _chosen(here, dimension, code) for dimension, code in named}
    st.selectbox(
        words("rise.pick"), [*links], index=None, placeholder=words("rise.pick_hint"), key=PICKED,
        filter_mode="contains",
        on_change=_go, args=(links,),
    )  # fmt: skip


def _chosen(here: Here, dimension: str, code: str) -> dict[str, list[str]]:
    view = _trend(here, "")
    view = replace(view, filters=view.filters.having({dimension: (code,)}))
    return address.with_language(link_parameters(view))


def _go(links: dict[str, dict[str, list[str]]]) -> None:
    """Remembers where to go; the choice is taken back, or the way back would lead there again."""
    if chosen := st.session_state.get(PICKED):
        st.session_state[GO] = links[chosen]
        st.session_state[PICKED] = None
