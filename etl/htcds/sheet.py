"""Whether a file is a case sheet of the standard, which of its fields each column is, and its cases one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from etl import workbook
from etl.htcds.fields import STRICTEST, Field, by_name, folded, labels
from etl.source import Table, cells_of, clean_name
from etl.unpacking import Opened

NAMES_ENOUGH: Final = 4  # names such as prs_FirstName are nobody else's
LABELS_ENOUGH: Final = 8  # labels such as Gender are anybody's: many of them, and some that only this standard has
OWN_ENOUGH: Final = 3
OWN: Final = ("vic_", "cas_", "per_")


@dataclass(frozen=True)
class Column:
    """A column of the sheet, counted from 0: its field, None where the standard has none of that name. `disagrees` if
    its name and its label are those of two fields; it is then the one that is handled more strictly."""

    place: int
    field: Field | None
    disagrees: bool = False


@dataclass(frozen=True)
class Sheet:
    """A case sheet: how to read it, the last line of its header (from 0), its columns, and the other sheets beside."""

    table: Table
    header: int
    columns: tuple[Column, ...]
    others: int


def find(tables: Sequence[Table]) -> Sheet | None:
    """The case sheet among the ways to read a file; None where there is none."""
    found = [sheet for table in tables if (sheet := _sheet(table, tables))]
    return max(found, key=lambda sheet: sum(column.field is not None for column in sheet.columns), default=None)


def cases(opened: Opened, sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """Every row under the header that holds anything: its number as a spreadsheet shows it, and place -> value."""
    wanted = [column.place for column in sheet.columns]
    for number, cells in _lines(opened, sheet):
        filled = {place: text for place in wanted if place < len(cells) and (text := clean_name(cells[place] or ""))}
        if filled:
            yield number, filled


def _lines(opened: Opened, sheet: Sheet) -> Iterator[tuple[int, Sequence[str | None]]]:
    below = sheet.header + 1
    if opened.workbook:
        names = {f"c{column.place}": "" for column in sheet.columns}
        width = max(column.place for column in sheet.columns) + 1
        for row in workbook.rows(opened.content, sheet.table.sheet, below, names).iter_rows(named=True):
            yield row["_row"] + below, [row.get(f"c{place}") for place in range(width)]
        return
    with opened.content.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(cells_of(file, sheet.table.delimiter), 1):
            if number > below:
                yield number, cells


def _sheet(table: Table, tables: Sequence[Table]) -> Sheet | None:
    others = sum(other.sheet is not None for other in tables) - 1
    for line, cells in enumerate(table.lines):
        if sum(by_name(cell) is not None for cell in cells) >= NAMES_ENOUGH:
            above, below = (table.lines[n] if 0 <= n < len(table.lines) else () for n in (line - 1, line + 1))
            texts = next((near for near in (below, above) if _are_labels(near)), ())
            last = line + 1 if texts and texts is below else line
            return Sheet(table, last, _columns(cells, texts), max(0, others))
        if _are_labels(cells) and not _names_below(table, line):
            return Sheet(table, line, _columns((), cells), max(0, others))
    return None


def _names_below(table: Table, line: int) -> bool:
    below = table.lines[line + 1] if line + 1 < len(table.lines) else ()
    return sum(by_name(cell) is not None for cell in below) >= NAMES_ENOUGH


def _are_labels(cells: Sequence[str]) -> bool:
    found = [field for cell in cells if (field := labels().get(folded(cell)))]
    return len(found) >= LABELS_ENOUGH and sum(field.name.startswith(OWN) for field in found) >= OWN_ENOUGH


def _columns(names: Sequence[str], texts: Sequence[str]) -> tuple[Column, ...]:
    """The columns with a heading. One without any, in front of all, only numbers the rows."""
    width = max(len(names), len(texts))
    padded = [[*(clean_name(cell) for cell in line), *[""] * (width - len(line))] for line in (names, texts)]
    found = [_column(place, name, text) for place, (name, text) in enumerate(zip(*padded, strict=True))]
    return tuple(column for column in found if column.place or padded[0][0] or padded[1][0])


def _column(place: int, name: str, text: str) -> Column:
    named = by_name(name)
    told = labels().get(folded(text))
    if named and (told is None or folded(named.label) == folded(text)):
        return Column(place, named)
    both = [field for field in (named, told) if field]
    strictest = min(both, key=lambda field: STRICTEST.index(field.handling), default=None)
    return Column(place, strictest, len(both) == 2)
