"""What must hold before rows may be published: codes that exist, rows that add up, enough of the file left."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from data import codes
from data.countries import countries
from etl.dataset import DataError, Dataset, Rows, Tidy

# ENUM type -> its codes. A column of the tables has the type of its name, or of the name given in TYPED.
ENUMS: Final[Mapping[str, Sequence[str]]] = {
    "country": tuple(countries()),
    "region": codes.REGION,
    "subregion": codes.SUBREGION,
    "gender": codes.GENDER,
    "age": codes.AGE,
    "majority": codes.MAJORITY,
    "duration": codes.DURATION,
    "collection": codes.COLLECTION,
    **codes.GROUPS,
    "indicator": codes.INDICATOR,
    "dimension": codes.DIMENSION,
    "sex": codes.SEX,
    "figure_age": codes.FIGURE_AGE,
    "protection": codes.PROTECTION,
    "redistribution": codes.REDISTRIBUTION,
}
_TYPED: Final = {
    "origin": "country",
    "origin_region": "region",
    "origin_subregion": "subregion",
    "majority_at_exploitation": "majority",
    "majority_at_entry": "majority",
    "category_country": "country",
}
LISTED: Final = 50


def known_codes(dataset: Dataset, frame: pl.DataFrame) -> None:
    """Raises one DataError that lists every code of an enumerated column that data/codes.py does not have."""
    weight = "records" if dataset.kind == "victims" else "source_rows"
    unknown = [
        f"{dataset.id}: column {column}, {rows:,} {'row' if rows == 1 else 'rows'}: unknown value {value!r}. "
        f"Add it to {enum} in data/codes.py, or to its spellings in {_home(dataset)}."
        for column in frame.columns
        if (enum := _enum(dataset, column)) is not None
        for value, rows in _unknown(frame.select(column, weight), column, weight, ENUMS[enum])
    ]
    if unknown:
        more = [f"{dataset.id}: {len(unknown) - LISTED} more unknown values."] if len(unknown) > LISTED else []
        raise DataError("\n".join(unknown[:LISTED] + more))


def nothing_lost(dataset: Dataset, rows: Rows, tidy: Tidy) -> None:
    """Every row of the file is in the result or in quarantine, once: a join that multiplies rows stops here."""
    kept = int(tidy.frame["records" if dataset.kind == "victims" else "source_rows"].sum())
    bad = untrusted(rows, tidy)
    if kept + bad != rows.rows_read:
        raise AssertionError(f"{dataset.id}: {rows.rows_read:,} rows read, {kept:,} kept, {bad:,} in quarantine")


def enough_left(rows: Rows, tidy: Tidy) -> None:
    """Raises DataError where most of a file would go to quarantine: it is not what it seems."""
    bad = untrusted(rows, tidy)
    if tidy.frame.is_empty() or bad * 2 > rows.rows_read:
        first = "" if tidy.bad_rows is None or tidy.bad_rows.is_empty() else _example(tidy.bad_rows)
        raise DataError(f"cannot be trusted: {bad:,} of its {rows.rows_read:,} rows would go to quarantine{first}")


def untrusted(rows: Rows, tidy: Tidy) -> int:
    """How many rows of the file go to quarantine."""
    return len(rows.problems) + (int(tidy.bad_rows["_records"].sum()) if tidy.bad_rows is not None else 0)


def _example(bad: pl.DataFrame) -> str:
    row = bad.sort("_row").row(0, named=True)
    return f", the first of them row {row['_row']:,}, column {row['_column']}: {row.get(row['_column'])!r}"


def _enum(dataset: Dataset, column: str) -> str | None:
    if dataset.kind == "figures" and column == "age":
        return "figure_age"
    name = column.removesuffix("_yes").removesuffix("_no")
    name = _TYPED.get(name, name)
    return name if name in ENUMS else None


def _unknown(frame: pl.DataFrame, column: str, weight: str, known: Sequence[str]) -> list[tuple[str, int]]:
    if isinstance(frame.schema[column], pl.List):
        frame = frame.explode(column, empty_as_null=True)
    strange = frame.drop_nulls(column).filter(~pl.col(column).cast(pl.String).is_in(list(known)))
    counted = strange.group_by(pl.col(column).cast(pl.String)).agg(pl.col(weight).sum())
    return list(counted.sort(weight, column, descending=[True, False]).iter_rows())


def _home(dataset: Dataset) -> str:
    function = getattr(dataset.tidy, "func", dataset.tidy)  # a format may be a partial of a shared one
    return function.__module__.replace(".", "/") + ".py"
