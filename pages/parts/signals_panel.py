"""The panel of the Signals page: the finding, the overview, the table of changes, and how to narrow it."""

from html import escape

import streamlit as st

from pages.parts import address, panel
from pages.parts.charts_signals import overview
from pages.parts.here import Here
from pages.parts.sentences import alt, source_line, unit_line
from pages.parts.signals_table import table
from pages.parts.signals_told import told
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled, stem
from queries.figure import Figure
from queries.view import PAGE_OPTIONS

OPTIONS = PAGE_OPTIONS["signals"]


def changes(here: Here, figure: Figure) -> None:
    """Draws the changes; where nothing stands out, says what was scanned."""
    words = here.words
    if figure.is_empty:
        panel.empty(here, figure)
        return
    with st.container(key=f"panel-{figure.name}"):
        said = statement(figure, words)
        panel.headline(here, said.headline)
        panel.grounds(said.lines[:1])
        _narrow(here, figure)
        if figure.frame.is_empty():
            _nothing(here, figure)
        else:
            chart = overview(figure, words, here.theme, here.size)
            panel.plot(here, chart, figure.name, alt(figure, words))
            if not here.on_stage:
                table(here, figure)
        panel.quiet(" · ".join((unit_line(figure, words), source_line(figure, words))))
        panel.remarks([*said.lines[1:], *(words(f"note.{code}") for code in figure.notes)])
        shown = told(figure, words)
        panel.tools(here, figure.name, labelled(shown, words), csv(shown, words), f"{stem(figure)}.csv", figure)


def _narrow(here: Here, figure: Figure) -> None:
    """By cause, and in which order. A cause that no change has is not offered, unless it is asked for."""
    if here.on_stage or not figure.facts["found"]:
        return
    has = {"all", figure.view.option("cause"), *figure.facts["by_cause"]}
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choice(here, "cause", [cause for cause in OPTIONS["cause"] if cause in has], 330)
        _choice(here, "order", OPTIONS["order"], 300)


def _choice(here: Here, name: str, offered: list[str] | tuple[str, ...], width: int) -> None:
    st.session_state[f"w_{name}"] = here.view.option(name)
    st.selectbox(
        here.words(f"signals.{name}"),
        offered,
        format_func=lambda code: here.words(f"signals.{name}_{code}"),
        key=f"w_{name}",
        on_change=_choose,
        args=(name,),
        width=width,
    )


def _choose(name: str) -> None:
    chosen = st.session_state[f"w_{name}"]
    address.turn({name: None if chosen == OPTIONS[name][0] else [chosen]})


def _nothing(here: Here, figure: Figure) -> None:
    if figure.facts["found"]:
        st.html(f'<p class="empty" role="status">{escape(here.words("signals.none_of_cause"))}</p>')
