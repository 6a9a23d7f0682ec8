"""The population in the database: fetched or read from saved answers, published, told and taken out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import duckdb
import polars as pl

from data import store
from etl import fetching, population, publish, tables
from etl.dataset import DataError
from etl.published import key_of, renew, worded, writing
from etl.report import LISTED, Progress, quiet

NAME: Final = population.NAME
Status = Literal["loaded", "replaced", "unchanged"]


def fetch(
    address: str = population.ADDRESS,
    from_: Path | None = None,
    refresh: bool = False,
    patience: fetching.Patience | None = None,
    progress: Progress = quiet,
) -> tuple[dict[str, Any], Status, tuple[str, ...]]:
    """Fetches the population (or reads saved answers) and publishes it: its row, what happened, and what to know.

    Raises DataError; the database is then as it was.
    """
    with worded():
        answers, is_kept = (fetching.saved(from_), True) if from_ else fetching.answers(
            address, refresh, patience, progress
        )  # fmt: skip
        found = population.read(answers)
        if not is_kept:
            fetching.keep(answers)
    notes = _notes(found.row, is_kept and not from_)
    with writing() as (folder, loaded):
        before = row()
        if before and before["sha256"] == found.row["sha256"] and refresh is False:
            return before, "unchanged", notes
        renew(folder, [key_of(one) for one in loaded], lambda database: put(database, found), population=False)
    return found.row, "replaced" if before else "loaded", notes


def put(database: duckdb.DuckDBPyConnection, found: population.Population) -> None:
    """Writes a population into the tables of a database that is being built."""
    frames = {"new_population": found.frame, "new_source": pl.DataFrame([found.row])}
    tables.run(database, "insert_population", frames)


def row() -> dict[str, Any] | None:
    """Whence the loaded population is; None where there is none, or no database."""
    if not store.location().exists():
        return None
    name = store.location().resolve().stem
    if not store.query(tables.statement("population_there"), {"database": name})["there"][0]:
        return None
    return next(iter(store.query(tables.statement("population_row")).to_dicts()), None)


def remove() -> str:
    """Takes the population out; the day of what went. Raises DataError where there is none."""
    with writing() as (folder, loaded):
        before = row()
        if before is None:
            raise DataError(f"no {NAME} is loaded. Load it with: trends fetch population")
        if loaded:
            renew(folder, [key_of(one) for one in loaded], lambda _: None, population=False)
        else:
            publish.withdraw(store.location())
    return str(before["edition"])


def sentences() -> list[str]:
    """The line of `trends list`, if there is a population."""
    found = row()
    return [population.sentence(found)] if found else []


def listed() -> list[dict[str, Any]]:
    """What `trends list --json` says of it, in the fields of an edition."""
    found = row()
    if not found:
        return []
    told: Mapping[str, Any] = found | {
        "dataset": NAME, "quarantined": 0, "without_year": 0, "protection": "published", "redistribution": "open",
    }  # fmt: skip
    return [{name: told.get(name) for name in LISTED}]


def _notes(found: Mapping[str, Any], from_kept: bool) -> tuple[str, ...]:
    lines = [
        f"left out: {found['areas_left_out']:,} areas that are no country (the world, regions, groups of income)",
        f"without a figure: {found['without_figure']:,} rows of countries",
        f"sha256 {found['sha256']}, {found['licence']}",
    ]
    if from_kept:
        lines.append(f"kept answers of {found['fetched_at']:%Y-%m-%d} (to ask again: --refresh)")
    return tuple(lines)
