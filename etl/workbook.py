"""Workbooks (XLSX): the first lines of their sheets, and a sheet's rows as text."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import fastexcel
import polars as pl

from etl.dataset import DataError


def first_lines(path: Path, count: int) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """The name of each sheet and its first lines, empty cells as empty text."""
    with _worded():
        book = fastexcel.read_excel(path)
        for sheet in book.sheet_names:
            frame = _cells(book, sheet, 0, count)
            yield sheet, tuple(tuple(cell or "" for cell in row) for row in frame.iter_rows())


def rows(path: Path, sheet: str | None, skip: int, names: Mapping[str, str]) -> pl.DataFrame:
    """The rows of a sheet under its header (`skip` lines): the columns c0, c1 ... of `names`, and `_row` from 1.

    Blank rows are left out but counted, so that `_row` is where a spreadsheet shows the row. Blank values are null.
    """
    with _worded():
        frame = _cells(fastexcel.read_excel(path), sheet or 0, skip, None)
    frame = frame.rename({name: f"c{n}" for n, name in enumerate(frame.columns)}).with_row_index("_row", 1)
    missing = [pl.lit(None, pl.String).alias(name) for name in names if name not in frame.columns]
    text = pl.col(*names).str.strip_chars().replace("", None)
    return (
        frame.with_columns(missing)
        .select(text, pl.col("_row").cast(pl.Int64))
        .filter(pl.any_horizontal(pl.col(*names).is_not_null()))
    )


def distinct(frame: pl.DataFrame, keep_places: bool = False) -> pl.DataFrame:
    """The distinct rows, how often each occurs (`_records`) and where first (`_row`), or everywhere (`places`)."""
    columns = [name for name in frame.columns if name != "_row"]
    counted = [pl.len().cast(pl.Int64).alias("_records"), pl.col("_row").min()]
    every = [pl.col("_row").sort().alias("places")] if keep_places else []
    return frame.group_by(columns, maintain_order=True).agg(*counted, *every)


def _cells(book: fastexcel.ExcelReader, sheet: str | int, skip: int, count: int | None) -> pl.DataFrame:
    return book.load_sheet(sheet, header_row=None, skip_rows=skip, n_rows=count, dtypes="string").to_polars()


@contextmanager
def _worded() -> Iterator[None]:
    """Errors of the reader as one sentence. Its parser's panics are no Exception: they are told by their name."""
    try:
        yield
    except fastexcel.FastExcelError as damaged:
        raise DataError(f"is a damaged workbook ({str(damaged).splitlines()[0]}). Download it again") from damaged
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise DataError("is a damaged workbook. Download it again, or save its sheet as CSV") from panic
