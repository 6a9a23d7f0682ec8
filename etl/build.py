"""Loads files into the database, checks them without loading, removes editions; each all or nothing.

Every file is its own publish: a file that is refused does not keep the others out, and one that is loaded stays loaded
whatever happens to the next. What a load does to one file is in etl/recipe.py.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb

from data import store
from etl import htcds, populated, publish, recipe, tables
from etl.dataset import DataError, Dataset
from etl.datasets import DATASETS
from etl.published import editions, key_of, renew, worded, writing
from etl.recipe import Given
from etl.report import LoadReport, Progress, quiet
from etl.source import peek
from etl.unpacking import unpack

Report = LoadReport | htcds.CaseReport
Told = TypeVar("Told", bound=Report)
DEMO: Final = "demo"


class FilesRefused(DataError):
    """Some of several files were refused; `reports` are of the others."""

    def __init__(self, errors: Sequence[str], reports: Sequence[Report]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)
        self.reports = tuple(reports)


def load(
    files: Sequence[str | Path],
    as_: str | None = None,
    edition: str | None = None,
    replace: bool = False,
    progress: Progress = quiet,
    datasets: Sequence[Dataset] = DATASETS,
) -> list[LoadReport]:
    """Loads files, each published by itself; a report a file.

    An edition that is there already is replaced, but by fewer records only with `replace`; the same file again changes
    nothing. Raises FilesRefused, after the last file, where any was refused.
    """
    given = Given(as_, edition).checked(datasets)
    return _each(files, lambda path: _load(path, given, replace, progress, datasets))


def check(
    files: Sequence[str | Path],
    as_: str | None = None,
    edition: str | None = None,
    progress: Progress = quiet,
    datasets: Sequence[Dataset] = DATASETS,
) -> list[Report]:
    """The reports that `load` would give; nothing is written. Of a case sheet (etl.htcds), which `load` refuses, what
    is in it. Raises FilesRefused where any file was refused.
    """
    given = Given(as_, edition).checked(datasets)
    return _each(files, lambda path: _check(path, given, progress, datasets))


def demo(progress: Progress = quiet) -> LoadReport:
    """Makes the demonstration data and loads it by the normal way."""
    from etl import demo as generator  # numpy, and only here

    with tempfile.TemporaryDirectory(prefix="trends-") as folder:
        file = Path(folder) / "demonstration.csv"
        progress("making the demonstration data", 0, 1)
        generator.write(file)
        return load([file], as_=DEMO, replace=True, progress=progress)[0]


def remove(dataset: str, edition: str | None = None) -> list[str]:
    """Takes an edition, or all of a data set, out of the database; the editions that went, the newest first.

    Raises DataError where there is none of that name.
    """
    if dataset == populated.NAME:
        return [populated.remove()]
    with writing() as (folder, loaded):
        going = [row for row in loaded if row["dataset"] == dataset and edition in (None, row["edition"])]
        if not going:
            there = ", ".join(f"{row['dataset']} {row['edition']}" for row in loaded) or "nothing"
            raise DataError(f"{' '.join(filter(None, (dataset, edition)))} is not loaded. Loaded: {there}")
        staying = [key_of(row) for row in loaded if row not in going]
        if staying or populated.row():
            renew(folder, staying, _nothing)
        else:
            publish.withdraw(store.location())
    return [row["edition"] for row in going]


def _load(path: Path, given: Given, replace: bool, progress: Progress, datasets: Sequence[Dataset]) -> LoadReport:
    tell = recipe.progress_of(path.name, progress)
    tell("unpacking")
    with writing() as (folder, loaded):
        opened = unpack(path, folder)
        if same := _same_file(loaded, opened.sha256, given):
            return tables.report(store.query, same, "unchanged")
        ready = recipe.prepare(opened, given, folder, tell, datasets)
        before = next((row for row in loaded if key_of(row) == tuple(ready.key.values())), None)

        def fill(database: duckdb.DuckDBPyConnection) -> LoadReport:
            tell("writing")
            row = recipe.write(database, ready, datasets)
            if before and _size(row) < _size(before) and not replace:
                raise DataError(_fewer(row, before))
            tell("publishing")
            return tables.report(_query(database), row, "replaced" if before else "loaded", ready.notes)

        return renew(folder, [key_of(row) for row in loaded if row is not before], fill)


def _check(path: Path, given: Given, progress: Progress, datasets: Sequence[Dataset]) -> Report:
    tell = recipe.progress_of(path.name, progress)
    tell("unpacking")
    with worded(), tempfile.TemporaryDirectory(prefix="trends-") as folder:
        opened = unpack(path, Path(folder))
        if sheet := htcds.find(peek(opened)):
            return htcds.checked(opened, sheet, path)
        ready = recipe.prepare(opened, given, Path(folder), tell, datasets)
        with store.scratch(spill=Path(folder)) as database:
            tables.create(database)
            row = recipe.write(database, ready, datasets)
            return tables.report(_query(database), row, "checked", (*ready.notes, *_would(row)))


def _would(row: dict[str, Any]) -> tuple[str, ...]:
    """What loading a checked file would do to the edition that is there."""
    before = next((old for old in editions() if key_of(old) == key_of(row)), None)
    if not before:
        return ()
    if before["sha256"] == row["sha256"]:
        return ("this very file is loaded: loading it changes nothing",)
    return (_fewer(row, before) if _size(row) < _size(before) else "loading it replaces the edition that is there",)


def _fewer(row: dict[str, Any], before: dict[str, Any]) -> str:
    unit = "records" if row["kind"] == "victims" else "figures"
    return (
        f"{row['dataset']} {row['edition']} is loaded with {_size(before):,} {unit}, and this file has {_size(row):,}. "
        "To replace it all the same: --replace"
    )


def _each(files: Sequence[str | Path], one: Callable[[Path], Told]) -> list[Told]:
    reports, errors = [], []
    for file in map(Path, files):
        try:
            reports.append(one(file))
        except DataError as refused:
            errors.append(_sentence(f"{file.name.encode('utf-8', 'replace').decode()}: {refused}"))
    if errors:
        raise FilesRefused(errors, reports)
    return reports


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _same_file(loaded: Sequence[dict[str, Any]], sha256: str, given: Given) -> dict[str, Any] | None:
    """The edition that this very file was loaded as, unless the caller now says that it is another."""
    for row in loaded:
        if (
            row["sha256"] == sha256
            and given.dataset in (None, row["dataset"])
            and given.edition in (None, row["edition"])
        ):
            return row
    return None


def _size(row: dict[str, Any]) -> int:
    return row["records"] if row["kind"] == "victims" else row["figures"]


def _nothing(_database: duckdb.DuckDBPyConnection) -> None:
    pass


def _query(database: duckdb.DuckDBPyConnection) -> tables.Query:
    return lambda sql, parameters: database.sql(sql, params=parameters).pl()
