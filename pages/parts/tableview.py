"""A frame as a table that any screen reader reads: real cells, real headings, numbers in the language's way."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.parts.words import Words


def table(frame: pl.DataFrame, words: Words, caption: str = "") -> None:
    """Draws every row of a frame; it scrolls inside its own frame, also by keyboard."""
    numeric = [kind.is_numeric() for kind in frame.dtypes]
    head = "".join(f"<th{_side(right)}>{escape(name)}</th>" for name, right in zip(frame.columns, numeric, strict=True))
    years = {words(f"column.{name}") for name in ("year", "year_first", "year_last")}
    write = [str if name in years else words.number if kind.is_integer() else _fraction(words)
             for name, kind in frame.schema.items()]  # fmt: skip
    body = "".join(f"<tr>{_row(row, numeric, write, words)}</tr>" for row in frame.iter_rows())
    name = escape(caption or words("panel.table"))
    st.html(
        f'<div class="table" role="region" aria-label="{name}" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _fraction(words: Words) -> Callable[[float], str]:
    return lambda value: words.number(value, 2)


def _row(row: Sequence[Any], numeric: Sequence[bool], write: Sequence[Callable[[Any], str]], words: Words) -> str:
    cells = zip(row, numeric, write, strict=True)
    return "".join(
        f"<td{_side(right)}>{_cell(value, form if right else None, words)}</td>" for value, right, form in cells
    )


def _side(right: bool) -> str:
    return ' class="number"' if right else ""


def _cell(value: object, form: Callable[[Any], str] | None, words: Words) -> str:
    """A value in words; every number is grouped in thousands but a year."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return escape(words("column.yes" if value else "column.no"))
    return escape(form(value) if form else str(value))
