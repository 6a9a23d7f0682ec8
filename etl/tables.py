"""The tables of a database that is being built: made, filled with an edition, copied from the published one, told."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from data import codes
from data.countries import countries
from etl.checks import ENUMS
from etl.report import LoadReport, Status

Query = Callable[[str, dict[str, Any]], pl.DataFrame]

_FOLDER: Final = Path(__file__).parent
_LISTS: Final = tuple(f"{group}_{answer}" for group in codes.GROUPS for answer in ("yes", "no"))
_DATASET: Final = {
    "provisional": pl.List(pl.Int16),
    "breaks": pl.List(
        pl.Struct(
            {"year": pl.Int16} | dict.fromkeys(("reason", "place", "indicator", "of", "dimension", "origin"), pl.String)
        )
    ),
    "unused_columns": pl.List(pl.String),
    "unmapped": pl.List(pl.Struct({"column": pl.String, "value": pl.String, "rows": pl.Int64})),
}
_QUESTIONS: Final = {"question": pl.String, "code": pl.String, "source_column": pl.String, "zeros": pl.Boolean}
_QUARANTINE: Final = {"row": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}


def statement(name: str) -> str:
    """The SQL of etl/<name>.sql."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def create(database: duckdb.DuckDBPyConnection) -> None:
    """The empty tables with their ENUM types, and the tables of codes."""
    database.begin()  # one write to the disk, not one a statement
    for name, values in ENUMS.items():
        # A type's name cannot be bound; names and values are constants of data/codes.py.
        database.execute(f'CREATE TYPE "{name}" AS ENUM (SELECT unnest($codes))', {"codes": list(values)})
    database.execute(statement("schema"))
    frames = {"new_crosswalk": _crosswalk(), "new_countries": _countries(), "new_regions": _regions()}
    run(database, "insert_codes", frames)
    database.commit()


def copy(
    database: duckdb.DuckDBPyConnection, published: Path, kept: Sequence[tuple[str, str]], population: bool = True
) -> None:
    """Takes over editions (dataset, edition) of the published database, and the population where it has one.

    Raises duckdb.Error if its tables differ.
    """
    frame = pl.DataFrame(kept, schema={"dataset": pl.String, "edition": pl.String}, orient="row")
    database.execute(statement("attach"), {"path": str(published)})
    run(database, "copy_editions", {"kept": frame})
    has = database.sql(statement("population_there"), params={"database": "published"}).pl()
    if population and has["there"][0]:
        run(database, "copy_population", {})
    database.execute("DETACH published")


def insert_rows(database: duckdb.DuckDBPyConnection, kind: str, key: Mapping[str, str], tidy: pl.DataFrame) -> None:
    """The rows of an edition into table `victims` or `figures`; `key`: its dataset and edition.

    A column of the table that the frame does not have is unknown.
    """
    absent = [c for c in database.table(kind).columns if c not in (*tidy.columns, *key)]
    unknown = [pl.lit(None, pl.List(pl.String) if c in _LISTS else pl.String).alias(c) for c in absent]
    run(database, f"insert_{kind}", {"tidy": tidy.with_columns(unknown)}, key)


def insert_edition(
    database: duckdb.DuckDBPyConnection,
    key: Mapping[str, str],
    file: str,
    questions: Sequence[tuple[str, str, str, bool]],
    quarantine: Sequence[tuple[int, str, str, str]],
) -> None:
    """What a file answers (question, code, column, zeros), and its rows in quarantine (row, column, value, reason)."""
    frames = {
        "new_questions": pl.DataFrame(questions, schema=_QUESTIONS, orient="row"),
        "new_quarantine": pl.DataFrame(quarantine, schema=_QUARANTINE, orient="row"),
    }
    run(database, "insert_edition", frames, dict(key) | {"file": file})


def insert_dataset(database: duckdb.DuckDBPyConnection, row: Mapping[str, Any]) -> None:
    """The row of an edition in table `datasets`."""
    frame = pl.DataFrame([row], schema_overrides=_DATASET, infer_schema_length=None)
    run(database, "insert_dataset", {"new_dataset": frame})


def summary(database: duckdb.DuckDBPyConnection, kind: str, key: Mapping[str, str]) -> dict[str, Any]:
    """Records or figures, profiles, years and countries of an edition, as counted in the table."""
    return database.sql(statement(f"summary_{kind}"), params=dict(key)).pl().row(0, named=True)


def report(query: Query, row: Mapping[str, Any], status: Status, notes: Sequence[str] = ()) -> LoadReport:
    """The report of an edition from its row in table `datasets`; `query` runs a statement on that database."""
    reasons = query(statement("reasons"), {"dataset": row["dataset"], "edition": row["edition"]})
    shared = {name: row[name] for name in LoadReport.__dataclass_fields__ if name in row}
    own: dict[str, Any] = {
        "status": status,
        "quarantined_by_reason": dict(reasons.select("reason", "rows").iter_rows()),
        "quarantined_first": {reason: tuple(place) for reason, _, *place in reasons.iter_rows()},
        "unused_columns": tuple(row["unused_columns"]),
        "unmapped": tuple((text["column"], text["value"], text["rows"]) for text in row["unmapped"]),
        "notes": tuple(notes),
    }
    return LoadReport(**(shared | own))


def run(
    database: duckdb.DuckDBPyConnection,
    name: str,
    frames: Mapping[str, pl.DataFrame],
    parameters: Mapping[str, Any] | None = None,
) -> None:
    """Runs the statements of etl/<name>.sql, which see `frames` under their names."""
    for frame_name, frame in frames.items():
        database.register(frame_name, frame)
    for part in database.extract_statements(statement(name)):
        named = {key: value for key, value in (parameters or {}).items() if key in part.named_parameters}
        database.execute(part, named)
    for frame_name in frames:
        database.unregister(frame_name)


def _crosswalk() -> pl.DataFrame:
    """Every code of every question group, and the code it is shown as: itself, but for older names of means."""
    rows = [
        (group, code, codes.MEANS_CROSSWALK.get(code, code) if group == "means" else code)
        for group, group_codes in codes.GROUPS.items()
        for code in group_codes
    ]
    return pl.DataFrame(rows, schema=["question", "code", "shown"], orient="row")


def _countries() -> pl.DataFrame:
    rows = [(c.iso3, c.iso2, c.m49, c.region, c.subregion, c.historic) for c in countries().values()]
    return pl.DataFrame(rows, schema=["country", "iso2", "m49", "region", "subregion", "historic"], orient="row")


def _regions() -> pl.DataFrame:
    """Regions, and subregions with the region they lie in."""
    parents = {c.subregion: c.region for c in countries().values() if c.subregion}
    rows: list[tuple[str, str, str | None]] = [(code, "region", None) for code in codes.REGION]
    rows += [(code, "subregion", parents.get(code)) for code in codes.SUBREGION]
    return pl.DataFrame(rows, schema={"code": pl.String, "level": pl.String, "parent": pl.String}, orient="row")
