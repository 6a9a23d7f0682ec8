"""One file to one edition, step by step: unpack, recognise, read, tidy, check, write into a database being built."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from etl import checks, htcds, tables
from etl.dataset import DataError, Dataset, Rows, Tidy
from etl.datasets import DATASETS
from etl.reading import places, read
from etl.recognise import Match, absent_columns, edition, edition_date, named, recognise, valid_edition
from etl.report import Progress
from etl.source import Source, column_key, peek
from etl.unpacking import Opened

STEPS: Final = ("unpacking", "reading", "tidying", "writing", "publishing")
SHOWN: Final = 200  # characters of a value in quarantine


class WrongUse(DataError):
    """A call that no file could satisfy: a data set that does not exist, an edition that is no date."""


@dataclass(frozen=True)
class Given:
    """What the caller says of a file: which data set and edition it is, in place of what would be recognised."""

    dataset: str | None = None
    edition: str | None = None

    def checked(self, datasets: Sequence[Dataset] = DATASETS) -> "Given":
        """The same. Raises WrongUse where there is no such data set, or the edition is no date or year."""
        try:
            dataset = named(datasets, self.dataset) if self.dataset else None
            return replace(self, edition=valid_edition(self.edition, dataset) if self.edition else None)
        except DataError as wrong:
            raise WrongUse(str(wrong)) from wrong


@dataclass(frozen=True)
class Edition:
    """One file, recognised, read, tidied and checked: ready to be written."""

    opened: Opened
    match: Match
    name: str
    rows: Rows
    tidy: Tidy
    quarantine: tuple[tuple[int, str, str, str], ...]
    notes: tuple[str, ...]

    @property
    def key(self) -> dict[str, str]:
        """Dataset and edition."""
        return {"dataset": self.match.dataset.id, "edition": self.name}


def prepare(
    opened: Opened, given: Given, folder: Path, tell: Callable[[str], None], datasets: Sequence[Dataset] = DATASETS
) -> Edition:
    """Recognises, reads, tidies and checks a file. Raises DataError for what keeps it out."""
    tell("reading")
    wanted = [named(datasets, given.dataset)] if given.dataset else datasets
    tables_in = peek(opened)
    if htcds.find(tables_in):
        raise DataError(htcds.REFUSED)
    match = recognise(tables_in, wanted)
    left_out = frozenset(map(column_key, match.dataset.identifiers))
    source = Source(opened, match.table, match.header, folder, left_out)
    rows = read(source)
    name, note = edition(match, opened.names, rows, given.edition)
    tell("tidying")
    tidy = match.dataset.tidy(rows, replace(match.layout, edition=name))  # no row can be about a later year
    checks.enough_left(rows, tidy)
    checks.known_codes(match.dataset, tidy.frame)
    checks.nothing_lost(match.dataset, rows, tidy)
    tidy = replace(tidy, unused_columns=(*source.ignored, *tidy.unused_columns))
    notes = (*opened.notes, *([note] if note else []), *tidy.notes, *_lacking(match, name, rows))
    return Edition(opened, match, name, rows, tidy, tuple(_quarantine(source, rows, tidy)), notes)


def write(
    database: duckdb.DuckDBPyConnection, ready: Edition, datasets: Sequence[Dataset] = DATASETS
) -> dict[str, Any]:
    """Writes an edition into the tables; its row of table `datasets`."""
    dataset, tidy = ready.match.dataset, ready.tidy
    questions = [(flag.question, flag.code, flag.column, flag.zeros) for flag in tidy.flags]
    questions += [(question, "", column, False) for question, column in tidy.plain.items()]
    database.begin()
    tables.insert_rows(database, dataset.kind, ready.key, tidy.frame)
    tables.insert_edition(database, ready.key, ready.opened.names[0], questions, ready.quarantine)
    row = _provenance(ready, datasets) | _counts(ready) | tables.summary(database, dataset.kind, ready.key)
    tables.insert_dataset(database, row)
    database.commit()
    return row


def progress_of(name: str, progress: Progress) -> Callable[[str], None]:
    """Tells the steps of one file, by their names."""
    return lambda step: progress(f"{name}: {step}", STEPS.index(step), len(STEPS))


def _lacking(match: Match, edition_name: str, rows: Rows) -> Iterator[str]:
    """What a copy lacks of the publisher's own file: columns, and rows."""
    absent = absent_columns(match.layout, match.table.lines[match.header])
    if absent:
        yield f"without {len(absent)} of the release's columns, so unknown in every row: {', '.join(absent)}"
    whole = match.dataset.release(edition_name).records
    if whole and rows.rows_read != whole:
        how = "a part of" if rows.rows_read < whole else "more than"
        yield f"{how} the release: {rows.rows_read:,} rows where it has {whole:,}. If you meant it, download it again"


def _provenance(ready: Edition, datasets: Sequence[Dataset]) -> dict[str, Any]:
    dataset, release = ready.match.dataset, ready.match.dataset.release(ready.name)
    year = ready.name[:4]
    protection = release.protection or dataset.protection
    same = ("title", "publisher", "url", "licence", "terms", "redistribution", "unit", "kind")
    return {name: getattr(dataset, name) for name in same} | {
        **ready.key,
        "protection": protection,
        "method": release.method or dataset.method,
        "edition_date": edition_date(ready.name),
        "position": list(datasets).index(dataset),
        "layout": ready.match.layout.name,
        "citation": dataset.citation.replace("{edition}", ready.name).replace("{year}", year),
        "bibtex": dataset.bibtex.replace("{edition}", ready.name).replace("{year}", year),
        # A part of a release represents only a part of its people, and nobody has said how many.
        "represents": release.represents if release.records in (None, ready.rows.rows_read) else None,
        "provisional": list(release.provisional),
        "breaks": [vars(b) for b in release.breaks],
        # Of the modes of protection only k-anonymised files answer "no" (METHODS of the project, docs/methods.md).
        "zeros_lost": protection == "k-anonymised" and not any(flag.zeros for flag in ready.tidy.flags),
    }


def _counts(ready: Edition) -> dict[str, Any]:
    return {
        "records": None,
        "figures": None,
        "profiles": None,
        "rows_read": ready.rows.rows_read,
        "quarantined": len(ready.quarantine),
        "unused_columns": list(ready.tidy.unused_columns),
        "unmapped": [{"column": c, "value": v, "rows": n} for c, v, n in ready.tidy.unmapped],
        "file": ready.opened.names[0],
        "sha256": ready.opened.sha256,
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
    }


def _quarantine(source: Source, rows: Rows, tidy: Tidy) -> list[tuple[int, str, str, str]]:
    """Every row that cannot be trusted, at each of its places in the file."""
    found = [(problem.row, problem.column, problem.value, problem.reason) for problem in rows.problems]
    bad = tidy.bad_rows if tidy.bad_rows is not None else pl.DataFrame()
    if bad.is_empty():
        return found
    several = bad.filter(pl.col("_records") > 1)["_row"].to_list()
    every = places(source, rows, several) if several else {}
    for row in bad.iter_rows(named=True):
        value = str(row.get(row["_column"]) or "")[:SHOWN]
        found += [(place, row["_column"], value, row["_reason"]) for place in every.get(row["_row"], [row["_row"]])]
    return sorted(found)
