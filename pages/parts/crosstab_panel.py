"""The panel of the page Table: what is crossed, the heat map, the table, and how to narrow and take it away."""

from html import escape

import streamlit as st

from pages.parts import address, panel
from pages.parts.charts_crosstab import heat_map, limits
from pages.parts.crosstab_grid import Grid, grid
from pages.parts.crosstab_said import left_out
from pages.parts.crosstab_table import EVERY, MOST, html, wide_csv
from pages.parts.here import Here
from pages.parts.labelling import dimension_label
from pages.parts.picking import picks
from pages.parts.sentences import alt, known_line, notes, source_line, unit_line
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled, provenance, stem
from queries.crosstab_link import offered
from queries.figure import Figure
from queries.view import PAGE_OPTIONS

OPTIONS = PAGE_OPTIONS["table"]


def options(here: Here) -> None:
    """Rows, columns and layers of whatever the data set has; counts or shares, and of what. What cannot go with the
    rest stands last and says so."""
    if here.on_stage:
        return
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        for key in ("by", "across", "within"):
            _dimension(here, key)
        _measure(here)
        if here.view.measure == "share":
            _choice(here, "of", 300)


def _dimension(here: Here, key: str) -> None:
    chosen = here.view.by if key == "by" else here.view.option(key)
    able = offered(here.edition, here.view, key)
    names = sorted((name for name in able if able[name] != "twice"), key=lambda name: bool(able[name]))
    st.session_state[f"w_table_{key}"] = chosen
    st.selectbox(
        here.words(f"table.{key}"),
        ["", *names] if key == "within" else names,
        format_func=lambda name: _named(here, name, able.get(name, "")),
        key=f"w_table_{key}",
        on_change=_choose,
        args=(key,),
        width=230,
    )


def _named(here: Here, name: str, refusal: str) -> str:
    if not name:
        return here.words("table.no_layers")
    label = dimension_label(here, name)
    return here.words("table.apart", name=label) if refusal else label


def _measure(here: Here) -> None:
    st.session_state["w_measure"] = here.view.measure
    st.segmented_control(
        here.words("trends.measure"),
        ("count", "share"),
        format_func=lambda name: here.words(f"measure.{name}"),
        key="w_measure",
        required=True,
        on_change=lambda: address.turn({"measure": [st.session_state["w_measure"]]}),
    )


def _choice(here: Here, name: str, width: int, more: tuple[tuple[str, str], ...] = ()) -> None:
    """One option of the page; `more`: codes beside those that it always has, with what they are called."""
    called = dict(more)
    st.session_state[f"w_table_{name}"] = here.view.option(name)
    st.selectbox(
        here.words(f"table.{name}"),
        [*OPTIONS[name], *called],
        format_func=lambda code: called.get(code) or here.words(f"table.{name}_{code}"),
        key=f"w_table_{name}",
        on_change=_choose,
        args=(name,),
        width=width,
    )


def _choose(name: str) -> None:
    """A default is no part of a link, but the rows always have one to say."""
    chosen = st.session_state[f"w_table_{name}"]
    default = OPTIONS[name][0] if name in OPTIONS else None
    changes = {name: None if chosen == default else [chosen]}
    # A column that the table is sorted by goes with its dimension.
    address.turn(changes | ({"sort": None} if name == "across" else {}))


def crosstab_panel(here: Here, figure: Figure) -> None:
    """Draws the crosstab; a picture needs a value, the table says why there is none."""
    if figure.is_empty:
        panel.empty(here, figure)
        return
    words, shown = here.words, here.view.option("shown")
    with st.container(key=f"panel-{figure.name}"):
        said = statement(figure, words)
        panel.headline(here, said.headline)
        panel.grounds(said.lines[:1])
        if shown != "table" or here.on_stage:
            chart = heat_map(figure, words, here.theme, here.size)
            panel.plot(here, chart, figure.name, alt(figure, words), picks(figure.name))
        _under(here, figure)
        quiet = [unit_line(figure, words), known_line(figure, words), source_line(figure, words)]
        panel.quiet(" · ".join(part for part in quiet if part))
        every = [*said.lines[1:], *notes(figure, words)]
        panel.remarks(every[: panel.MOST_IN_A_HALL] if here.in_hall else every)
        panel.tools(here, figure.name, labelled(figure, words), csv(figure, words), f"{stem(figure)}.csv", figure)


def _under(here: Here, figure: Figure) -> None:
    """What the picture has no room for, how to show and sort, and the table."""
    words = here.words
    if here.view.option("shown") != "table" or here.on_stage:
        most = limits(here.size, bool(here.view.option("within")))
        drawn = grid(figure, words, most)
        panel.quiet(left_out(figure, (drawn.rows, drawn.columns, drawn.layers), words, "table.hidden_drawn"))
    if here.on_stage:
        return
    panel.quiet(words("table.hint"))
    every = grid(figure, words, EVERY)
    with st.container(key="crosstab-tools", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choice(here, "shown", 270)
        columns = tuple((item.code, item.label) for item in every.columns.items if item.kind == "code" and item.code)
        _choice(here, "sort", 280, columns)
        search = _search(here, every)
    if here.view.option("shown") != "heat":
        _table(here, figure, search)
        _download(here, figure, every)


def _search(here: Here, every: Grid) -> str:
    """Rows by name, where there are more than are read at a glance."""
    if len(every.rows.items) <= 15:
        return ""
    return st.text_input(here.words("table.search"), key="w_table_search", width=240).strip()


def _table(here: Here, figure: Figure, search: str) -> None:
    words = here.words
    shown = grid(figure, words, MOST, search)
    if not shown.rows.items:
        st.html(f'<p class="hint" role="status">{escape(words("table.not_found", text=search))}</p>')
        return
    st.html(html(figure, shown, words, words("table.caption")))
    panel.quiet(left_out(figure, (shown.rows, shown.columns, shown.layers), words, "table.hidden_shown"))


def _download(here: Here, figure: Figure, every: Grid) -> None:
    st.download_button(
        here.words("table.download"),
        wide_csv(figure, every, here.words, provenance(figure, here.words)),
        file_name=f"{stem(figure)}_wide.csv",
        mime="text/csv",
        key="csv-crosstab-wide",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
