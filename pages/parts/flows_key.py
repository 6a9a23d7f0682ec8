"""What colours, widths, shapes and areas of the flows stand for, with the largest of each: below the charts."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from pages.parts.charts_matrix import kind_of
from pages.parts.flows_arcs import marks
from pages.parts.flows_words import amount
from pages.parts.here import Here
from queries.figure import Figure

Entry = tuple[str, str, str]  # the class of a sign, its colours as CSS, and what it stands for
Row = dict[str, Any]


def arcs_key(here: Here, figure: Figure) -> None:
    """Arcs from citizenship to identification, and rings."""
    theme, drawn = here.theme, marks(figure, here.words, here.size)
    rows = _rows(figure, "drawn")
    shades = f"background: linear-gradient(90deg, {theme.series[1]}, {theme.series[0]})"
    arcs = [_entry(here, figure, "arc", shades, rows["between"])] if drawn.arcs else []
    rings = [_entry(here, figure, "ring", f"border-color: {theme.series[5]}", rows["internal"])] if drawn.rings else []
    _write([*arcs, *rings])


def matrix_key(here: Here, figure: Figure) -> None:
    """Squares and circles, a scale each."""
    rows, theme = _rows(figure, "shown"), here.theme
    styles = {"square": f"background: {theme.series[0]}", "circle": f"border-color: {theme.series[5]}"}
    found = {"square": rows["between"], "circle": rows["internal"]}
    entries = [_entry(here, figure, mark, styles[mark], found[mark]) for mark in styles if found[mark]]
    _write(entries, here.words("flows.scales") if len(entries) > 1 else "")


def bands_key(here: Here, figure: Figure) -> None:
    """Bands between two regions, within one, and of an unknown end."""
    rows, theme = _rows(figure), here.theme
    shades = {"between": theme.series[0], "internal": theme.series[5], "unknown": theme.rest}
    _write([("square", f"background: {shades[kind]}", here.words(f"flows.band_{kind}")) for kind in shades
            if rows[kind]])  # fmt: skip


def _rows(figure: Figure, where: str = "") -> dict[str, list[Row]]:
    """The rows of each kind that the chart draws: those with a true value in `where`."""
    rows = [row for row in figure.frame.iter_rows(named=True) if (not where or row[where]) and row["value_high"]]
    return {kind: [row for row in rows if kind_of(figure, row) == kind] for kind in ("between", "internal", "unknown")}


def _entry(here: Here, figure: Figure, mark: str, style: str, rows: Sequence[Row]) -> Entry:
    most = max(rows, key=lambda row: (row["value_high"], row["value_low"]))
    return mark, style, here.words(f"flows.key_{mark}", amount=amount(figure, most, here.words))


def _write(entries: Sequence[Entry], last: str = "") -> None:
    signs = [f'<span><i class="{mark}" style="{style}"></i> {escape(said)}</span>' for mark, style, said in entries]
    if signs:
        st.html(f'<p class="quiet flows-key">{" ".join(signs)} {escape(last)}</p>')
