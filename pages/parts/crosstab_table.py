"""A crosstab as a table to read: real headings on both sides, cells that filter when pressed; and as a file."""

from collections.abc import Iterator
from html import escape
from typing import Final

import polars as pl

from pages.parts.crosstab_axes import Item
from pages.parts.crosstab_grid import Cell, Grid
from pages.parts.crosstab_said import headed
from pages.parts.picks import is_on, told
from pages.parts.tables import safe_csv
from pages.parts.wording import dimension
from pages.parts.words import Words
from queries.figure import Figure

MOST: Final = (60, 20, 12)  # codes of rows, columns and layers; all of them are in the files
EVERY: Final = (100_000, 100_000, 100_000)


def html(figure: Figure, shown: Grid, words: Words, caption: str) -> str:
    """The table, in a frame of its own that scrolls; its first column and its heads stay."""
    head = "".join(
        f'<th scope="col" class="number">{escape(headed(figure, item, shown.columns.dimension, words))}</th>'
        for item in shown.columns.items
    )
    corner = escape(dimension(figure, words, shown.rows.dimension))
    bodies = "".join(_bodies(figure, shown, words))
    return (
        f'<div class="table crosstab" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
        f'<thead><tr><th scope="col">{corner}</th>{head}</tr></thead>{bodies}</table></div>'
    )


def _bodies(figure: Figure, shown: Grid, words: Words) -> Iterator[str]:
    """The rows, a body a layer under its own heading."""
    number = 0
    for layer, cells in zip(shown.layers.items, shown.cells, strict=True):
        lines = []
        for item, line in zip(shown.rows.items, cells, strict=True):
            name = escape(headed(figure, item, shown.rows.dimension, words))
            held = "".join(_cell(figure, cell, number, words) for cell in line)
            lines.append(f'<tr class="{item.kind}"><th scope="row">{name}</th>{held}</tr>')
            number += 1
        yield f"<tbody>{_layer(shown, layer)}{''.join(lines)}</tbody>"


def _layer(shown: Grid, layer: Item) -> str:
    if not shown.layers.dimension:
        return ""
    across = len(shown.columns.items) + 1
    return f'<tr class="layer"><th scope="rowgroup" colspan="{across}"><span>{escape(layer.label)}</span></th></tr>'


def _cell(figure: Figure, cell: Cell, number: int, words: Words) -> str:
    if cell.look in ("none", "withheld"):
        said = escape(words("status.M" if cell.look == "none" else "status.U"))
        text = escape(cell.text) or "–"
        return f'<td class="number {cell.look}" title="{said}" aria-label="{said}">{text}</td>'
    return f'<td class="number {cell.look}">{_pressable(figure, cell, number, words)}</td>'


def _pressable(figure: Figure, cell: Cell, number: int, words: Words) -> str:
    if not cell.pick:
        return escape(cell.text)
    name = escape(words("filters.pick", label=told(cell.pick, words)))
    on = str(is_on(cell.pick, figure.view.filters)).lower()
    return (
        f'<button type="button" class="pick" data-pick="{escape(cell.pick)}" data-row="{number}" title="{name}" '
        f'aria-label="{escape(cell.text)}. {name}" aria-pressed="{on}">{escape(cell.text)}</button>'
    )


def frame(figure: Figure, shown: Grid, words: Words) -> pl.DataFrame:
    """The table as it stands, a row a line, its cells as texts: 12-16 between two bounds, [u] where withheld."""
    heads = [headed(figure, item, shown.columns.dimension, words) for item in shown.columns.items]
    first = [dimension(figure, words, axis.dimension) for axis in (shown.layers, shown.rows) if axis.dimension]
    rows = [
        (*([layer.label] if shown.layers.dimension else []), row.label, *(cell.raw for cell in line))
        for layer, cells in zip(shown.layers.items, shown.cells, strict=True)
        for row, line in zip(shown.rows.items, cells, strict=True)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_apart([*first, *heads]), pl.String), orient="row")


def _apart(heads: list[str]) -> list[str]:
    """Every head once: two codes may be called the same."""
    return [head if head not in heads[:at] else f"{head} ({at})" for at, head in enumerate(heads)]


def wide_csv(figure: Figure, shown: Grid, words: Words, told_of: dict[str, str]) -> bytes:
    """The table as a file, with what it is of and whom to cite in columns of their own."""
    table = frame(figure, shown, words)
    constant = [pl.Series(name, [text] * table.height, dtype=pl.String) for name, text in told_of.items()]
    return safe_csv(pl.DataFrame([*table.get_columns(), *constant]))
