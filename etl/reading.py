"""Any data file to `Rows`: its distinct rows, counted while they are read.

Text goes through DuckDB's reader, which never holds more than the distinct rows; workbooks go through calamine.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from data import store
from etl import junk, workbook
from etl.dataset import DataError, Problem, Rows
from etl.source import BLANKS, Source

_SQL: Final = {name: Path(__file__).with_name(f"{name}.sql").read_text() for name in ("read", "rejects", "positions")}


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


def _read_sheet(source: Source) -> tuple[pl.DataFrame, tuple[Problem, ...], int]:
    rows = workbook.rows(source.opened.content, source.table.sheet, source.header + 1, source.kept)
    return workbook.distinct(rows), (), len(rows)


def _read_text(source: Source) -> tuple[pl.DataFrame, tuple[Problem, ...], int]:
    with _text_reader(source) as (database, parameters):
        frame = database.sql(_SQL["read"], params=parameters).pl()
        problems = tuple(junk.problems(source, database.sql(_SQL["rejects"]).pl()))
    frame = frame.with_columns(_row=with_gaps(frame["_row"], [problem.row for problem in problems]))
    junk.refuse_swallowed(source, frame)
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
