"""Rows of a text file that do not fit its header: told one by one, or refused where they swallowed others."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from etl.dataset import DataError, Problem
from etl.source import Source, cells_of

SHOWN: Final = 200  # characters of a junk row that are kept
CUT_TEXT: Final = 10_000  # bytes of a row that DuckDB keeps
UNCLOSED: Final = 10  # line breaks in a row that does not fit: no long cell, but a quote that was never closed
_REASONS: Final = {"MISSING COLUMNS": "fields", "TOO MANY COLUMNS": "fields"}


def problems(source: Source, rejects: pl.DataFrame) -> Iterator[Problem]:
    """The rows that do not fit the header. Raises DataError where a row swallowed the ones after it."""
    numbers = _row_numbers(source, rejects["line"].to_list())
    for line, error, text in rejects.iter_rows():
        number = numbers.get(line, line - source.header - 1)
        if error == "LINE SIZE OVER MAXIMUM" or _swallowed_others(text, _REASONS.get(error) is None):
            raise _unclosed(number)
        yield Problem(number, "", text.strip()[:SHOWN], _REASONS.get(error, "damaged"))


def _swallowed_others(text: str, never_closed: bool) -> bool:
    """Whether a row that does not fit goes on over lines that must be rows of their own. DuckDB cuts its text."""
    breaks = len(text.strip().splitlines()) - 1
    return breaks > (0 if never_closed or len(text) >= CUT_TEXT else UNCLOSED)


def refuse_swallowed(source: Source, frame: pl.DataFrame) -> None:
    """Raises DataError where a cell holds whole rows: a quote was opened in it, and closed by another one by chance."""
    cells = [name for name in frame.columns if not name.startswith("_")]
    broken = frame.filter(pl.any_horizontal(pl.col(cells).str.contains_any(["\n", "\r"])))
    separators = len(source.names) - 1
    for row in broken.iter_rows(named=True):
        lines = (line for name in cells for line in (row[name] or "").splitlines()[1:-1])
        if separators and any(line.count(source.table.delimiter) == separators for line in lines):
            raise _unclosed(row["_row"])


def _unclosed(row: int) -> DataError:
    return DataError(f"row {row:,}: a quote is opened and never closed, or the row is too long. Mend that row")


def _row_numbers(source: Source, lines: list[int]) -> dict[int, int]:
    """DuckDB counts lines from the top, blank ones too; rows count from 1 under the header, without blank lines."""
    if not lines:
        return {}
    wanted, numbers, row = set(lines), {}, 0
    with source.opened.content.open(encoding="utf-8-sig", newline="") as file:
        for line, cells in enumerate(cells_of(file, source.table.delimiter), 1):
            row += line > source.header + 1 and bool(cells)
            if line in wanted:
                numbers[line] = row
    return numbers
