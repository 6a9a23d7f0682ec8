"""A frame as a table that any screen reader reads: real cells, real headings, numbers in the language's way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.parts.words import Words


@dataclass(frozen=True)
class Button:
    """What pressing a row filters by (pages.parts.picks), what that is called, the text of the cell that becomes the
    button (the first that is one of `labels`, else the first of the row), and whether it is selected."""

    pick: str
    name: str
    labels: tuple[str, ...]
    is_on: bool


def table(frame: pl.DataFrame, words: Words, caption: str = "", buttons: Sequence[Button | None] = ()) -> None:
    """Draws every row of a frame; it scrolls inside its own frame, also by keyboard. `buttons`: one a row."""
    numeric = [kind.is_numeric() for kind in frame.dtypes]
    head = "".join(f"<th{_side(right)}>{escape(name)}</th>" for name, right in zip(frame.columns, numeric, strict=True))
    write = _writers(frame, words)
    rows = [[escape(form(value)) for form, value in zip(write, row, strict=True)] for row in frame.iter_rows()]
    hint = ""
    if any(buttons):
        _press(rows, buttons)
        hint = f'<p class="hint">{escape(words("filters.pick_hint"))}</p>'
    body = "".join(f"<tr>{_row(cells, numeric)}</tr>" for cells in rows)
    kind, name = _kind(frame, words), escape(caption or words("panel.table"))
    st.html(
        f'{hint}<div class="{kind}" role="region" aria-label="{name}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _kind(frame: pl.DataFrame, words: Words) -> str:
    """On a phone the column of names stays in sight: the second, where codes stand before it."""
    return "table coded" if frame.columns[:1] == [words("column.code")] and frame.width > 1 else "table"


def _writers(frame: pl.DataFrame, words: Words) -> list[Callable[[Any], str]]:
    """How each column is written: every number is grouped in thousands but a year."""
    years = {words(f"column.{name}") for name in ("year", "year_first", "year_last")}
    return [_writer(str if name in years else None, kind, words) for name, kind in frame.schema.items()]


def _writer(own: Callable[[Any], str] | None, kind: pl.DataType, words: Words) -> Callable[[Any], str]:
    def yes_or_no(value: bool) -> str:
        return words("column.yes" if value else "column.no")

    def fraction(value: float) -> str:
        return words.number(value, 2)

    number = words.number if kind.is_integer() else fraction if kind.is_numeric() else str
    form = own or (yes_or_no if kind == pl.Boolean else number)
    return lambda value: "" if value is None else form(value)


def _press(rows: Sequence[list[str]], buttons: Sequence[Button | None]) -> None:
    """Makes a cell of each row its button. One of the table is reached by Tab, the others by arrow keys (rowpicks.js):
    a table may have thousands."""
    first = True
    for at, (cells, button) in enumerate(zip(rows, buttons, strict=True)):
        if button:
            labels = [escape(label) for label in button.labels]
            own = next((place for place, cell in enumerate(cells) if cell in labels), 0)
            cells[own] = _button(cells[own], at, button, 0 if first else -1)
            first = False


def _button(cell: str, at: int, button: Button, stop: int) -> str:
    name = escape(button.name)
    return (
        f'<button type="button" class="pick" data-pick="{escape(button.pick)}" data-row="{at}" tabindex="{stop}" '
        f'title="{name}" aria-label="{name}" aria-pressed="{str(button.is_on).lower()}">{cell}</button>'
    )


def _row(cells: Sequence[str], numeric: Sequence[bool]) -> str:
    return "".join(f"<td{_side(right)}>{cell}</td>" for cell, right in zip(cells, numeric, strict=True))


def _side(right: bool) -> str:
    return ' class="number"' if right else ""
