"""A question that may have several answers: the share of each, and in more detail which go together, how they changed
and who gave them. One section of a page; what is shown in detail is one choice for all sections."""

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from pages.parts import address, charts_across, charts_upset
from pages.parts.charts import lines
from pages.parts.charts_shares import share_bars
from pages.parts.here import Here
from pages.parts.labelling import dimension_label
from pages.parts.page import nothing, section
from pages.parts.panel import Draw, panel, quiet
from pages.parts.picking import picks
from queries.combinations import combinations
from queries.figure import Figure
from queries.link import link_parameters, read_link
from queries.parts_of import across, by_year, offered, parts, set_against
from queries.questioned import Asked, filter_of
from queries.shown import QUESTIONS
from queries.view import DIMENSIONS, PAGE_OPTIONS

_EMPTY: Final = "this selection is empty"  # said once a page: every section would say it


def questions(here: Here) -> None:
    """The sections of a page, in their order; a data set that answers none of them leads to those that do."""
    asked = QUESTIONS[here.view.page]
    if not {*asked} & here.edition.answers:
        _lacking(here, here.words("parts.lacking_all"), asked, "page")
        _by_exploitation(here)
        return
    for question in asked:
        if here.view.show.partition("-")[0] in ("", question):
            _question(here, question)


def _question(here: Here, question: str) -> None:
    words = here.words
    if not here.on_stage:
        section(words(f"parts.{question}"), words(f"parts.{question}_text"), anchor=question)
    if question not in here.edition.answers:
        name = dimension_label(here, question)
        _lacking(here, words("parts.lacking", question=name[:1].lower() + name[1:]), (question,), question)
        return
    asked = Asked(here.view.page, here.view.filters, question)
    _draw(here, question, lambda: parts(asked), share_bars, "parts.hint")
    if not here.on_stage:
        if not parts(asked).facts["known"]:  # nothing to go into
            return
        _choose_detail(here, question)
    _detail(here, asked)


def _detail(here: Here, asked: Asked) -> None:
    """The one detail that is chosen; on stage the one that a link asks for."""
    question = asked.question
    kind = here.view.show.partition("-")[2] if here.on_stage else here.view.option("detail")
    name = f"{question}-{kind}"
    if kind == "combinations":
        found = combinations(asked)
        # Where nobody gives several answers the bars would be those above once more.
        _draw(here, name, lambda: found, charts_upset.upset if found.facts["several"] else None)
        _more(here, charts_upset.left_out(found, here.size))
    elif kind == "years":
        _draw(here, name, lambda: by_year(asked), lines)
        _in_trends(here, question)
    elif kind == "across":
        if not here.on_stage:
            _choose_across(here, question)
        crossed = across(asked._replace(across=set_against(here.view, here.edition)))
        _draw(here, name, lambda: crossed, charts_across.across_cells, "across.hint")
        _more(here, charts_across.left_out(crossed, here.words, here.size))
    if question == "means" and not here.on_stage:  # on every chart of means, also where one above has said it
        quiet(here.words("note.children_and_means"))


def _more(here: Here, n: int) -> None:
    """What a small screen has no room for."""
    if n:
        quiet(here.words("parts.more_in_table", n=n))


def _draw(here: Here, name: str, found: Any, draw: Draw | None, hint: str = "") -> None:
    """A panel. What is no filter cannot be picked; that nothing matches is said once a page."""
    if not here.shows(name):
        return
    figure: Figure = found()
    if figure.is_empty and not here.once([_EMPTY]):
        return
    can_pick = bool(hint and filter_of(figure.facts.get("of", "")))
    panel(here, figure, draw, on_select=picks(name) if can_pick else "ignore", hint=hint if can_pick else "")


def _in_trends(here: Here, question: str) -> None:
    if here.on_stage or question not in DIMENSIONS:
        return
    query = address.to_page("trends", here.view, here.loaded, by=[question], measure=["share"])
    st.page_link(
        here.pages["trends"], label=here.words("parts.in_trends"), query_params=query, icon=":material/arrow_forward:"
    )


def _choose_detail(here: Here, question: str) -> None:
    key = f"w_detail_{question}"
    st.session_state[key] = here.view.option("detail")
    st.segmented_control(
        here.words("parts.detail"), PAGE_OPTIONS[here.view.page]["detail"],
        format_func=lambda name: here.words(f"parts.detail_{name}"), key=key, required=True, on_change=_turn,
        args=("detail", key),
    )  # fmt: skip


def _choose_across(here: Here, question: str) -> None:
    key = f"w_across_{question}"
    st.session_state[key] = set_against(here.view, here.edition)
    st.selectbox(
        here.words("parts.across"), offered(here.view.page, here.edition),
        format_func=lambda name: dimension_label(here, name), key=key, on_change=_turn, args=("across", key), width=330,
    )  # fmt: skip


def _turn(option: str, key: str) -> None:
    address.turn({option: [st.session_state[key]]})


def _lacking(here: Here, said: str, asked: Sequence[str], name: str) -> None:
    """In place of what a data set does not record: the loaded ones that do, each a step away."""
    having = dict.fromkeys(one.dataset for one in here.loaded.editions if {*asked} & one.answers)
    names = here.words.list([here.words.label("dataset", dataset) for dataset in having])
    more = here.words("rail.elsewhere", names=names) if having else here.words("rail.nowhere")
    nothing(here, said, more)
    with st.container(key=f"lacking-{name}", horizontal=True):
        for dataset in () if here.on_stage else having:
            label = here.words("parts.open", name=here.words.label("dataset", dataset))
            st.button(label, key=f"open-{name}-{dataset}", on_click=_to_dataset, args=(here, dataset))


def _to_dataset(here: Here, dataset: str) -> None:
    """The same page and what can be kept of the selection; a button, for Streamlit keeps the address of a page a link
    leads to from itself."""
    link = {name: values for name, values in link_parameters(here.view).items() if name != "edition"}
    view, _ = read_link(here.view.page, link | {"dataset": [dataset]}, here.loaded)
    address.turn(dict.fromkeys(link_parameters(here.view)) | link_parameters(view))


def _by_exploitation(here: Here) -> None:
    if here.on_stage or "exploitation" in here.edition.lacks():
        return
    query = address.to_page("trends", here.view, here.loaded, by=["exploitation"])
    st.page_link(
        here.pages["trends"], label=here.words("parts.by_exploitation"), query_params=query,
        icon=":material/arrow_forward:",
    )  # fmt: skip
