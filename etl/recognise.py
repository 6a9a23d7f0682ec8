"""Which data set, layout and edition a file is: by its header first, then by its name, preface or contents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from etl.dataset import DataError, Dataset, Layout, Rows
from etl.source import Table, clean_name, column_key

ENOUGH: Final = 0.5  # of a layout's columns: below, a file is not nearly of that layout
LISTED: Final = 8  # columns named in an error
FIRST_EDITION: Final = 1990


@dataclass(frozen=True)
class Match:
    """What a file is: the layout `dataset` has for it, read as `table`, with its header on line `header` (from 0)."""

    dataset: Dataset
    layout: Layout
    table: Table
    header: int


def named(datasets: Sequence[Dataset], name: str) -> Dataset:
    """The data set of that name. Raises DataError, which lists them all."""
    found = next((dataset for dataset in datasets if dataset.id == name), None)
    if not found:
        raise DataError(f"No data set is called {name!r}. There are: {', '.join(d.id for d in datasets)}")
    return found


def absent_columns(layout: Layout, header: Sequence[str]) -> tuple[str, ...]:
    """The columns that the publisher's own file of a layout has and this header has not, as the publisher has them."""
    keys = {column_key(clean_name(cell)) for cell in header}
    return tuple(name for name in layout.columns if column_key(name) not in keys)


def recognise(tables: Sequence[Table], datasets: Sequence[Dataset]) -> Match:
    """The most exacting layout whose columns a file has. Raises DataError, naming the nearest, where there is none."""
    ranked = sorted(_candidates(tables, datasets), key=lambda candidate: candidate.rank, reverse=True)
    if ranked and not ranked[0].missing:
        return ranked[0].match
    raise DataError(_unrecognised(ranked[0] if ranked else None, tables, datasets))


def edition(match: Match, names: Sequence[str], rows: Rows, given: str | None) -> tuple[str, str | None]:
    """The edition of a file, and what to tell about how it was found: `given`, or as the data set tells it from names,
    preface and contents, or the only release of its layout. Raises DataError where it cannot be told.
    """
    if given:
        return valid_edition(given, match.dataset), None
    told = next((found for name in names if (found := match.dataset.edition_of(name, rows))), None)
    if told:
        return valid_edition(told, match.dataset), None
    if match.layout.edition:
        return match.layout.edition, f"taken as the release of {match.layout.edition}, the only one with these columns"
    raise DataError(
        f"is a file of {match.dataset.id}, but neither its name nor its contents tell the edition. "
        "Say it: --edition YYYY-MM-DD (or YYYY)"
    )


def valid_edition(text: str, dataset: Dataset | None = None) -> str:
    """An edition as it is written, `2021-08-25` or `2025`. Raises DataError for anything else."""
    try:
        when = edition_date(text)
    except ValueError as no_date:
        raise DataError(f"{text!r} is no edition. Write a date or a year: 2021-08-25, 2025") from no_date
    first = dataset.min_edition if dataset else None
    if when.year < FIRST_EDITION or when > date.today() or (first and when < first):
        since = f"{first.isoformat()}, when {dataset.id} began," if first and dataset else str(FIRST_EDITION)
        raise DataError(f"{text} cannot be an edition: it must lie between {since} and today")
    return text


def edition_date(text: str) -> date:
    """The date an edition sorts by: 2025 as 2025-01-01. Raises ValueError for what is no date."""
    if re.fullmatch(r"[0-9]{4}", text):
        return date(int(text), 1, 1)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return date.fromisoformat(text)
    raise ValueError(text)


@dataclass(frozen=True)
class _Candidate:
    match: Match
    missing: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, int, float, bool]:
        """Share of the required columns that are there, how many, share of all columns; a named sheet comes first."""
        layout = self.match.layout
        absent = len(absent_columns(layout, self.match.table.lines[self.match.header]))
        place = self.match.dataset.sheet == self.match.table.sheet
        required = len(layout.required)
        return 1 - len(self.missing) / required, required, 1 - absent / max(1, len(layout.columns)), place


def _candidates(tables: Sequence[Table], datasets: Sequence[Dataset]) -> Iterator[_Candidate]:
    for table in tables:
        for line, cells in enumerate(table.lines):
            keys = {column_key(clean_name(cell)) for cell in cells}
            for dataset in datasets:
                for layout in dataset.layouts:
                    missing = tuple(sorted(c for c in layout.required if column_key(c) not in keys))
                    yield _Candidate(Match(dataset, layout, table, line), missing)


def _unrecognised(best: _Candidate | None, tables: Sequence[Table], datasets: Sequence[Dataset]) -> str:
    if sentence := _no_sheet(tables, datasets):
        return sentence
    if best is None or best.rank[0] < ENOUGH:
        if not any(cell.strip() for table in tables for line in table.lines for cell in line):
            return "has nothing in it that can be read as a table"
        known = ", ".join(dataset.id for dataset in datasets)
        return f"has the columns of no data set that is known ({known}). {_met(best)}. Is it the publisher's own file?"
    layout, dataset = best.match.layout, best.match.dataset
    return (
        f"is not a file that is known. Nearest is {dataset.id} ({layout.name}), "
        f"but without the {_columns(len(best.missing))} {_listed(best.missing)}"
    )


def _met(best: _Candidate | None) -> str:
    """The columns that were found of the nearest layout. What else a first line holds is not shown: where it is no
    header, it may be a person's."""
    layout = best.match.layout if best else Layout("", frozenset())
    found = sorted(layout.required - set(best.missing if best else ()))
    return f"The nearest it has is {_columns(len(found))} {_listed(found)}" if found else "None of theirs is in it"


def _no_sheet(tables: Sequence[Table], datasets: Sequence[Dataset]) -> str | None:
    """A workbook that was said to be of a data set, without the sheet the publisher fills."""
    sheet = datasets[0].sheet if len(datasets) == 1 else None
    sheets = [table.sheet for table in tables if table.sheet is not None]
    if not sheet or not sheets or sheet in sheets:
        return None
    return f'{datasets[0].id}: no sheet "{sheet}". Is this the file from {datasets[0].url}?'


def _columns(count: int) -> str:
    return "column" if count == 1 else "columns"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:60] for name in names[:LISTED])
    return f"{shown} and {len(names) - LISTED} more" if len(names) > LISTED else shown
