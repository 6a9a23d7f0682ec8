"""Any data file to `Rows`: its distinct rows, counted while they are read.

Text goes through DuckDB's reader, which never holds more than the distinct rows; workbooks go through calamine. What a
file is (separator, sheet, where its header is) is told by its first lines, which `peek` reads in every way.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from data import store
from etl import workbook
from etl.dataset import DataError, Problem, Rows
from etl.unpacking import PIECE, Opened

DELIMITERS: Final = (",", "\t", ";", "|")
FIRST_LINES: Final = 20  # where a header is looked for
NAME_CUT: Final = 32
LONGEST: Final = 1 << 24  # characters of a row: as in read.sql
SHOWN: Final = 200  # characters of a junk row that are kept
UNCLOSED: Final = 10  # line breaks in a row that does not fit: no long cell, but a quote that was never closed
BLANKS: Final = " \t\r\n\u00a0"  # around values; around names also what is left of a byte order mark or of quotes
_REASONS: Final = {"MISSING COLUMNS": "fields", "TOO MANY COLUMNS": "fields"}
_SQL: Final = {name: Path(__file__).with_name(f"{name}.sql").read_text() for name in ("read", "rejects", "positions")}


@dataclass(frozen=True)
class Table:
    """One way to read a file: a sheet of a workbook, or a separator; and its first lines read that way."""

    sheet: str | None
    delimiter: str
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """A file, the way to read it, the line its header is on (from 0), and a folder for temporary files.

    `left_out`: keys of columns that only number the rows, and would make every row a distinct one.
    """

    opened: Opened
    table: Table
    header: int
    folder: Path
    left_out: frozenset[str] = field(default=frozenset())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names. Raises DataError where one occurs twice."""
        return column_names(self.table.lines[self.header])

    @cached_property
    def kept(self) -> dict[str, str]:
        """Place of a column (c0, c1, ...) -> its name, of the columns that are read."""
        return {f"c{n}": name for n, name in enumerate(self.names) if column_key(name) not in self.left_out}

    @property
    def ignored(self) -> tuple[str, ...]:
        """The columns that are not read."""
        return tuple(name for name in self.names if column_key(name) in self.left_out)

    @property
    def preface(self) -> tuple[str, ...]:
        """The text above the header, a line each."""
        lines = (" ".join(cell for cell in line if cell).strip() for line in self.table.lines[: self.header])
        return tuple(line for line in lines if line)


def column_key(name: str) -> str:
    """By what column names are compared: no case, cut at 32 characters as older statistics programs do."""
    return name.casefold()[:NAME_CUT]


def clean_name(name: str) -> str:
    """A column's name without blanks, stray quotes and byte order marks around it."""
    return name.strip(BLANKS + '\ufeff\u200b"')


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """The names of a header. Raises DataError where one occurs twice."""
    names = [clean_name(name) or f"column {number}" for number, name in enumerate(header, 1)]
    seen: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        first = seen.setdefault(column_key(name), number)
        if first != number:
            raise DataError(f"has the column {name!r} twice (columns {first} and {number}). Take one of them out")
    return tuple(names)


def peek(opened: Opened) -> tuple[Table, ...]:
    """The first lines of a file, in every way they can be meant."""
    if opened.workbook:
        return tuple(Table(sheet, "", lines) for sheet, lines in workbook.first_lines(opened.content, FIRST_LINES))
    with opened.content.open(encoding="utf-8-sig", newline="") as file:
        text = file.read(PIECE)
    return tuple(Table(None, delimiter, _first_lines(text, delimiter)) for delimiter in DELIMITERS)


def read(source: Source) -> Rows:
    """The rows under the header. Raises DataError for a file without rows, or that does not come apart into rows."""
    frame, problems, rows_read = _read_sheet(source) if source.opened.workbook else _read_text(source)
    if not rows_read:
        raise DataError("has a header and no rows")
    if frame.is_empty() or len(problems) > rows_read - len(problems):
        raise DataError(
            f"has another number of fields than its header ({len(source.names)}) in {len(problems):,} of {rows_read:,} "
            "rows. The file is damaged, or its separator occurs inside values without quotes"
        )
    return Rows(frame.rename(source.kept), rows_read, source.preface, problems)


def places(source: Source, rows: Rows, wanted: Collection[int]) -> dict[int, list[int]]:
    """Every place of some distinct rows, each named by its first place (`_row`): a second pass over the file."""
    if source.opened.workbook:
        grouped = workbook.rows(source.opened.content, source.table.sheet, source.header + 1, source.kept)
        found = workbook.distinct(grouped, keep_places=True).filter(pl.col("_row").is_in(list(wanted)))
        return {row: list(all_) for row, all_ in found.select("_row", "places").iter_rows()}
    gaps = [problem.row for problem in rows.problems]
    first = pl.Series(sorted(wanted), dtype=pl.Int64)
    with _text_reader(source) as (database, parameters):
        query = database.sql(_SQL["positions"], params=parameters | {"wanted": _without_gaps(first, gaps).to_list()})
        found = query.pl()
    return {
        with_gaps(pl.Series([row]), gaps)[0]: with_gaps(pl.Series(all_), gaps).to_list()
        for row, all_ in found.iter_rows()
    }


def with_gaps(rows: pl.Series, gaps: Sequence[int]) -> pl.Series:
    """Numbers of rows among the good ones -> among all, where `gaps` (ascending) are the places of the others."""
    before = pl.Series([gap - n - 1 for n, gap in enumerate(gaps)], dtype=pl.Int64)  # good rows in front of each gap
    return rows + before.search_sorted(rows, side="left").cast(pl.Int64)


def _without_gaps(rows: pl.Series, gaps: Sequence[int]) -> pl.Series:
    return rows - pl.Series(list(gaps), dtype=pl.Int64).search_sorted(rows, side="left").cast(pl.Int64)


def _first_lines(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cells) for cells in islice(_cells(io.StringIO(text, newline=""), delimiter), FIRST_LINES))


def _cells(file: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The lines of a text file, each as its cells. Ends early where a cell is longer than any can be."""
    csv.field_size_limit(LONGEST)
    with suppress(csv.Error):
        yield from csv.reader(file, delimiter=delimiter)


def _read_sheet(source: Source) -> tuple[pl.DataFrame, tuple[Problem, ...], int]:
    rows = workbook.rows(source.opened.content, source.table.sheet, source.header + 1, source.kept)
    return workbook.distinct(rows), (), len(rows)


def _read_text(source: Source) -> tuple[pl.DataFrame, tuple[Problem, ...], int]:
    with _text_reader(source) as (database, parameters):
        frame = database.sql(_SQL["read"], params=parameters).pl()
        problems = tuple(_problems(source, database.sql(_SQL["rejects"]).pl()))
    frame = frame.with_columns(_row=with_gaps(frame["_row"], [problem.row for problem in problems]))
    return frame, problems, int(frame["_records"].sum()) + len(problems)


@contextmanager
def _text_reader(source: Source) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, Any]]]:
    """A database to read a text file with, and the parameters of read.sql."""
    columns = [f"c{n}" for n in range(len(source.names))]
    parameters = {
        "path": str(source.opened.content.absolute()),
        "columns": dict.fromkeys(columns, "VARCHAR"),
        "skip": source.header + 1,
        "delimiter": source.table.delimiter,
        "blanks": BLANKS,
        "left_out": ["_row", *(column for column in columns if column not in source.kept)],
    }
    try:
        with store.scratch(spill=source.folder) as database:
            yield database, parameters
    except duckdb.InvalidInputException as bad:
        raise DataError(f"cannot be taken apart into rows: {str(bad).splitlines()[0]}") from bad


def _problems(source: Source, rejects: pl.DataFrame) -> Iterator[Problem]:
    """The rows that do not fit the header. Raises DataError where a row swallowed the ones after it."""
    numbers = _row_numbers(source, rejects["line"].to_list())
    for line, error, text in rejects.iter_rows():
        number = numbers.get(line, line - source.header - 1)
        breaks = text.rstrip("\r\n").count("\n")
        if error == "LINE SIZE OVER MAXIMUM" or breaks > (UNCLOSED if error in _REASONS else 0):
            raise DataError(
                f"row {number:,}: a quote is opened and never closed, or the row is too long. Mend that row"
            )
        yield Problem(number, "", text.strip()[:SHOWN], _REASONS.get(error, "damaged"))


def _row_numbers(source: Source, lines: list[int]) -> dict[int, int]:
    """DuckDB counts lines from the top, blank ones too; rows count from 1 under the header, without blank lines."""
    if not lines:
        return {}
    wanted, numbers, row = set(lines), {}, 0
    with source.opened.content.open(encoding="utf-8-sig", newline="") as file:
        for line, cells in enumerate(_cells(file, source.table.delimiter), 1):
            row += line > source.header + 1 and bool(cells)
            if line in wanted:
                numbers[line] = row
    return numbers
