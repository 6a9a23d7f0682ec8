"""Where the database is, and the one place that opens it.

`TRENDS_DATABASE` or ./data/trends.duckdb names a symbolic link to a versioned file beside it. A build writes a new
file and re-points the link, so readers never see half a load; each reader opens the resolved file read-only and opens
anew when the link has moved.
"""

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

LOOKS: Final = 3
# What is read here are the few rows of a figure: see query.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)
# What reading a file that was cut or overwritten raises.
_DAMAGED: Final = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)
# Under `python -c`, as the app starts the command, DuckDB takes itself for a console and draws into our own stdout.
_QUIET: Final = "SET enable_progress_bar = false"


class NoDatabaseError(Exception):
    """There is no database where it is looked for."""


def location() -> Path:
    """Where the database is: `TRENDS_DATABASE`, or data/trends.duckdb under the current folder."""
    return Path(os.environ.get("TRENDS_DATABASE") or Path("data") / "trends.duckdb").absolute()


def version() -> str:
    """Names the published state: changes with every publish, and is the key of every cache."""
    return _published()[1]


def _published() -> tuple[Path, str]:
    """The file that is published, and its version. A build may publish another between two looks: then look again."""
    path = location()
    for _ in range(LOOKS):
        try:
            resolved = path.resolve(strict=True)
            found = resolved.stat()
        except OSError:
            continue
        return resolved, f"{resolved}:{found.st_ino}:{found.st_mtime_ns}"
    raise NoDatabaseError(f"No database at {path}. Build the demonstration one with: trends demo")


class _Reader:
    """One read-only connection a published version; a cursor a call, since connections are not shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._connection: duckdb.DuckDBPyConnection | None = None

    def cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            path, now = _published()
            if self._connection is None or now != self._version:
                # The old connection is dropped, not closed: a figure being drawn keeps its cursor to the end.
                self._connection, self._version = _open_latest(path, now)
            return self._connection.cursor()


def _open_latest(path: Path, now: str) -> tuple[duckdb.DuckDBPyConnection, str]:
    """Opens a published file, or the one that took its place meanwhile: the old one is deleted at once."""
    for _ in range(LOOKS):
        try:
            return _open(path), now
        except NoDatabaseError:
            before, (path, now) = now, _published()
            if before == now:
                raise
    raise NoDatabaseError(f"{location()} changes faster than it can be opened. Try again")


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as broken:
        if not os.access(path, os.R_OK):
            raise NoDatabaseError(f"{location()} may not be read by you. Ask for the permission") from broken
        raise NoDatabaseError(
            f"{location()} cannot be opened as a database ({type(broken).__name__}). Move it away and run: trends demo"
        ) from broken


_reader = _Reader()
_parsed: dict[str, duckdb.Statement] = {}  # as many as there are statements in .sql files


def query(sql: str, parameters: dict[str, Any] | None = None) -> pl.DataFrame:
    """The rows of one statement against the published database.

    Raises NoDatabaseError where there is none that can be read; duckdb.Error for a mistake in the statement.
    """
    cursor = _reader.cursor()
    try:
        # A relation would bind the statement once more for its types, which takes longer than copying its few rows.
        found = cursor.execute(_statement(cursor, sql), parameters or {}).to_arrow_table()
        return pl.DataFrame(pl.from_arrow(found, rechunk=False))
    except _DAMAGED as damaged:
        raise NoDatabaseError(
            f"{location()} is damaged ({type(damaged).__name__}). Move it away and load the files again"
        ) from damaged
    finally:
        cursor.close()


def _statement(cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """The one statement of a text, parsed once: it can be run with other values, and from other threads."""
    if sql not in _parsed:
        (_parsed[sql],) = cursor.extract_statements(sql)
    return _parsed[sql]


@contextmanager
def scratch(path: Path | None = None, spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writable connection for a build: in memory, or to a file that is not published yet.

    `spill` is the folder that takes what does not fit into memory (beside the file, where there is one). A statement
    that is stopped raises KeyboardInterrupt.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(spill)} if spill else {}
    connection = duckdb.connect(str(path) if path else ":memory:", config=settings)
    connection.execute(_QUIET)
    try:
        yield connection
    except RuntimeError as stopped:
        # DuckDB turns the signal that stops a statement into an error of its own.
        if str(stopped) == "Query interrupted":
            raise KeyboardInterrupt from stopped
        raise
    finally:
        connection.close()
