"""What is published: the editions that are loaded, and how the next version of the database takes their place."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from data import schema, store
from etl import publish, tables
from etl.dataset import DataError
from etl.report import LoadReport

Filled = TypeVar("Filled")
# What DuckDB raises when the disk is full: while it writes, when it commits, and for every call after that.
_NOT_WRITTEN = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.OutOfMemoryException)


def editions() -> list[dict[str, Any]]:
    """The rows of table `datasets`, empty where there is no database. Raises DataError for a file that is not ours."""
    if not store.location().exists():
        return []
    try:
        if schema.missing():
            raise _foreign()
        return store.query(tables.statement("editions")).to_dicts()
    except (store.NoDatabaseError, duckdb.Error) as foreign:
        if not os.access(store.location(), os.R_OK):
            raise DataError(forbidden(store.location(), "read")) from foreign
        raise _foreign() from foreign


def loaded() -> list[LoadReport]:
    """The editions that are loaded, in the order of the data sets, the newest first."""
    return [tables.report(store.query, row, "loaded") for row in editions()]


@contextmanager
def writing() -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The folder to build in, under the lock, and the editions that are loaded."""
    with worded(), publish.workshop(store.location()) as folder:
        yield folder, editions()


@contextmanager
def worded() -> Iterator[None]:
    """A full disk, a file that cannot be read or a folder that cannot be written, as one sentence."""
    try:
        yield
    except _NOT_WRITTEN as failed:
        raise _not_written(str(failed).splitlines()[0].rsplit(": ", 1)[-1]) from failed
    except OSError as failed:
        if failed.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise _not_written(failed.strerror or str(failed)) from failed
        raise DataError(_unreachable(failed)) from failed


def renew(
    folder: Path,
    kept: Sequence[tuple[str, str]],
    fill: Callable[[duckdb.DuckDBPyConnection], Filled],
    population: bool = True,
) -> Filled:
    """Builds a database of the kept editions, the population (unless told otherwise) and what `fill` adds, and
    publishes it."""
    new = folder / "new.duckdb"
    with store.scratch(new) as database:
        tables.create(database)
        if store.location().exists():
            _take_over(database, kept, population)
        filled = fill(database)
        database.execute("CHECKPOINT")
    publish.publish(store.location(), new)
    return filled


def key_of(row: dict[str, Any]) -> tuple[str, str]:
    """Dataset and edition of a row."""
    return row["dataset"], row["edition"]


def _take_over(database: duckdb.DuckDBPyConnection, kept: Sequence[tuple[str, str]], population: bool) -> None:
    try:
        tables.copy(database, store.location().resolve(), kept, population)
    except (duckdb.CatalogException, duckdb.BinderException, duckdb.ConversionException) as foreign:
        raise _foreign() from foreign


def _foreign() -> DataError:
    return DataError(
        f"{store.location()} is not a database of this program, or of another version of it. Move it away and load the "
        "files again"
    )


def forbidden(path: Path | str, what: str) -> str:
    """A sentence about a file or folder that may not be read or written."""
    return f"{path} may not be {what} by you. Ask for the permission, or have TRENDS_DATABASE name another place"


def _unreachable(failed: OSError) -> str:
    where = failed.filename or store.location().parent
    if failed.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return forbidden(store.location().parent if str(where).endswith(".building") else where, "written")
    if failed.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{where} is no folder. TRENDS_DATABASE must name a file in a folder"
    return f"{failed.strerror or failed}: {where}"


def _not_written(reason: str) -> DataError:
    return DataError(f"The database could not be written ({reason}) and is as it was. Make room for it, and try again")
