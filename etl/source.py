"""What a file is to be read as: a sheet of a workbook or text with a separator, and the line its header is on.

The first lines tell; `peek` reads them in every way they can be meant.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from etl import workbook
from etl.dataset import DataError
from etl.encodings import PIECE
from etl.unpacking import Opened

DELIMITERS: Final = (",", "\t", ";", "|")
FIRST_LINES: Final = 20  # where a header is looked for
NAME_CUT: Final = 32
LONGEST: Final = 1 << 24  # characters of a row: as in read.sql
BLANKS: Final = " \t\r\n\u00a0"  # around values; around names also what is left of a byte order mark or of quotes


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


def cells_of(file: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """The lines of a text file, each as its cells. Ends early where a cell is longer than any can be."""
    csv.field_size_limit(LONGEST)
    with suppress(csv.Error):
        yield from csv.reader(file, delimiter=delimiter)


def _first_lines(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cells) for cells in islice(cells_of(io.StringIO(text, newline=""), delimiter), FIRST_LINES))
