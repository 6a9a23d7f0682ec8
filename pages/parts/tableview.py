"""A frame as a table that any screen reader reads: real cells, real headings, numbers in the language's way."""

from collections.abc import Sequence
from html import escape

import polars as pl
import streamlit as st

from pages.parts.words import Words


def table(frame: pl.DataFrame, words: Words, caption: str = "") -> None:
    """Draws every row of a frame; it scrolls inside its own frame, also by keyboard."""
    numeric = [kind.is_numeric() for kind in frame.dtypes]
    head = "".join(f"<th{_side(right)}>{escape(name)}</th>" for name, right in zip(frame.columns, numeric, strict=True))
    body = "".join(f"<tr>{_row(row, numeric, words)}</tr>" for row in frame.iter_rows())
    name = escape(caption or words("panel.table"))
    st.html(
        f'<div class="table" role="region" aria-label="{name}" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[object], numeric: Sequence[bool], words: Words) -> str:
    cells = zip(row, numeric, strict=True)
    return "".join(f"<td{_side(right)}>{_cell(value, words)}</td>" for value, right in cells)


def _side(right: bool) -> str:
    return ' class="number"' if right else ""


def _cell(value: object, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return escape(words("column.yes" if value else "column.no"))
    if isinstance(value, float):
        return escape(words.number(value, 2))
    # Four digits stand ungrouped, as is usual, and a year with them.
    return escape(words.number(value) if isinstance(value, int) and abs(value) > 9999 else str(value))
