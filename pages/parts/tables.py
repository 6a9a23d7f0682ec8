"""The table twin of a figure and its file: the very rows that are drawn, with labels beside the codes.

The file is the table: UTF-8 with a byte order mark (Excel reads accents wrongly without one; R, pandas and polars skip
it), commas and a decimal point in every language, so that one file opens the same everywhere. No data is an empty cell,
zero is 0, and a status column tells why a value is missing or a bound.
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from pages.parts import wording
from pages.parts.words import Words
from queries.figure import Figure

_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a cell that begins so as a formula.
_FORMULA = r"^[=+\-@\t\r]"


def labelled(figure: Figure, words: Words) -> pl.DataFrame:
    """The frame of a figure with headers and labels in the language; codes stay. The same rows, in the same order."""
    frame = figure.frame
    if "known_high" in frame.columns and frame["known_high"].equals(frame["known"]):
        frame = frame.drop("known_high")
    columns = [column for name in frame.columns for column in _columns(figure, frame[name], words)]
    if figure.edition.is_demonstration:
        made_up = pl.Series([words("app.demonstration")] * frame.height, dtype=pl.String)
        columns.append(made_up.alias(words("column.data")))
    return pl.DataFrame(columns)


def _columns(figure: Figure, column: pl.Series, words: Words) -> list[pl.Series]:
    """A column as it is shown; a code brings its label along."""
    name = column.name
    dimension = figure.view.by
    if name == "code" and not dimension:
        return []
    if name == "code":
        named = _mapped(column, lambda code: words.label(dimension, code), wording.dimension(figure, words, dimension))
        return [_header(column, words), named]
    if name == "question":
        return [_header(column, words), _mapped(column, lambda code: words(f"dimension.{code}"), words("column.label"))]
    if name == "status":
        told = _mapped(column, lambda code: words(f"status.{code}"), words("column.status_label"))
        return [_header(column, words), told]
    if column.dtype == pl.Boolean:
        return [_mapped(column, lambda yes: words("column.yes" if yes else "column.no"), words(f"column.{name}"))]
    return [_header(column.round(2) if column.dtype.is_float() else column, words)]


def _header(column: pl.Series, words: Words) -> pl.Series:
    return column.alias(words(f"column.{column.name}"))


def _mapped(column: pl.Series, write: Callable[[Any], str], header: str) -> pl.Series:
    known = {value: write(value) for value in column.unique() if value is not None}
    return pl.Series(header, [known.get(value) for value in column], dtype=pl.String)


def csv(figure: Figure, words: Words) -> bytes:
    """The table as a file: what is shown is what is downloaded."""
    table = labelled(figure, words)
    safe = table.with_columns(
        pl.when(pl.col(pl.String).str.contains(_FORMULA))
        .then("'" + pl.col(pl.String))
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
    safe = safe.rename({name: f"'{name}" for name in safe.columns if name[:1] in "=+-@\t\r"})
    return (_BYTE_ORDER_MARK + safe.write_csv(line_terminator="\r\n")).encode("utf-8")


def stem(figure: Figure) -> str:
    """The file's name without its ending: data set, edition, figure, breakdown, measure."""
    parts = (figure.edition.dataset, figure.edition.edition, figure.name, figure.view.by, figure.view.measure)
    return "_".join(part for part in parts if part)
