"""A publisher's spellings to the project's codes, and the one error that lists every spelling nobody has met before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from data.countries import UNKNOWN_CODES, countries, from_iso2
from etl.dataset import DataError
from etl.source import column_key

MISSING: Final = frozenset({"", "-99", "Unknown"})
CUT: Final = (
    32  # older statistics programs cut column names at 32 characters, and some published files went through one
)
MOST_LISTED: Final = 50  # a column that holds something else altogether would fill the screen


@dataclass(frozen=True)
class Coded:
    """An enumerated column: what it fills, its code for each spelling, and where a new spelling is added."""

    column: str
    target: str
    code: Callable[[str], str | None]
    home: str
    missing: frozenset[str] = MISSING
    separator: str = ""  # between the values of one cell, where it can hold several


def coded(column: str, target: str, codes: Mapping[str, str], home: str, separator: str = "") -> Coded:
    """An enumerated column whose spellings are the keys of `codes`; `home` names that mapping and its file."""
    return Coded(column, target, codes.get, home, separator=separator)


def country(column: str, target: str) -> Coded:
    """A column of ISO 3166-1 alpha-2 or alpha-3 codes, to alpha-3."""
    return Coded(column, target, _country, "data/countries.csv", MISSING | UNKNOWN_CODES)


def _country(text: str) -> str | None:
    return from_iso2(text) if len(text) == 2 else text if text in countries() else None


def find_columns(frame: pl.DataFrame, names: Iterable[str]) -> dict[str, str]:
    """Which of `names` a file has: our name -> the file's, whatever its case, also where it was cut."""
    known = {column_key(name): name for name in names}
    return {known[key]: column for column in frame.columns if (key := column_key(column)) in known}


def unused(frame: pl.DataFrame, used: Iterable[str]) -> tuple[str, ...]:
    """The file's columns that nothing was read from."""
    taken = set(used)
    return tuple(column for column in frame.columns if column not in taken and not column.startswith("_"))


def cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows without spaces around values, and whole numbers as whole numbers (spreadsheets turn 1 into 1.0)."""
    texts = pl.col(pl.String).str.strip_chars().str.replace(r"^(-?\d+)\.0$", "$1")
    return frame.with_columns(texts)


def encode(frame: pl.DataFrame, columns: Sequence[tuple[str, Coded]], source: str) -> list[pl.Series]:
    """Each file column as the codes it stands for, named by its target; a missing value is null.

    A column of several values a cell becomes lists. Raises DataError, which lists every unknown value of every column
    with its rows and where to add it.
    """
    complaints = [complaint for name, column in columns for complaint in _complaints(name, column, frame)]
    if complaints:
        raise DataError("\n".join(f"{source}: {complaint}" for complaint in complaints))
    return [_encoded(frame[name], column).alias(column.target) for name, column in columns]


def _encoded(values: pl.Series, column: Coded) -> pl.Series:
    cells = values.fill_null("").to_frame("cell")
    if not column.separator:
        return cells.select(_replaced(pl.col("cell"), cells["cell"].unique(), column)).to_series()
    parts = cells.select(_split(pl.col("cell"), column)).to_series()
    code = _replaced(pl.element(), parts.explode().unique().drop_nulls(), column)
    return parts.list.eval(code).list.drop_nulls()


def _replaced(text: pl.Expr, values: pl.Series, column: Coded) -> pl.Expr:
    codes = {value: column.code(value) for value in values if value not in column.missing}
    return text.replace_strict(codes or {"": None}, default=None, return_dtype=pl.String)


def _split(cell: pl.Expr, column: Coded) -> pl.Expr:
    return cell.str.split(column.separator).list.eval(pl.element().str.strip_chars())


def _complaints(name: str, column: Coded, frame: pl.DataFrame) -> list[str]:
    cells = frame.select(pl.col(name).fill_null("").alias("value"), "_records", "_row")
    if column.separator:
        cells = cells.with_columns(_split(pl.col("value"), column)).explode("value")
    counted = cells.group_by("value").agg(pl.col("_records").sum(), pl.col("_row").min())
    known = [v for v in counted["value"] if v in column.missing or column.code(v)]
    unknown = counted.filter(~pl.col("value").is_in(known)).sort("_records", "value", descending=[True, False])
    lines = [
        f"column {name}, {_rows(n, first)}: unknown value {value[:80]!r}. Add it to {column.home}."
        for value, n, first in unknown.head(MOST_LISTED).iter_rows()
    ]
    more = len(unknown) - MOST_LISTED
    return [*lines, f"column {name}: {more} more unknown values."] if more > 0 else lines


def _rows(count: int, first: int) -> str:
    return f"row {first:,}" if count == 1 else f"{count:,} rows, the first of them row {first:,}"
