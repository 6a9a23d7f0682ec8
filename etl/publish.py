"""The database as files: a link to a versioned file beside it, re-pointed when a new version is whole.

    data/trends.duckdb -> trends-20251122T081500123456.duckdb
    data/trends-20251122T081702654321.duckdb.building/      while a new version is made

A reader sees the old version or the new one. Whoever writes holds a lock on the folder, so what a killed process left
behind is nobody's, and is swept by the next one.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from etl.dataset import DataError


@contextmanager
def workshop(database: Path) -> Iterator[Path]:
    """The folder to build a new version in, beside the database; it is gone afterwards, whatever happens.

    Raises DataError where another process is building, OSError where the folder cannot be written.
    """
    if database.is_dir():
        raise DataError(
            f"{database} is a folder. TRENDS_DATABASE must name a file in it, as {database / 'trends.duckdb'}"
        )
    database.parent.mkdir(parents=True, exist_ok=True)
    with _locked(database.parent):
        sweep(database)
        folder = database.parent / f"{database.stem}-{_stamp()}{database.suffix}.building"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(database: Path, new: Path) -> None:
    """Makes `new`, a closed database file in the workshop, what readers see; the version before it is removed."""
    _to_disk(new)
    version = database.parent / f"{database.stem}-{_stamp()}{database.suffix}"
    link = new.with_name("link")
    link.symlink_to(version.name)
    os.replace(new, version)
    os.replace(link, database)  # the one moment at which readers change over
    _to_disk(database.parent)
    sweep(database)


def withdraw(database: Path) -> None:
    """Takes the database away: nothing is loaded any more."""
    database.unlink(missing_ok=True)
    sweep(database)


def sweep(database: Path) -> None:
    """Removes versions that are not published, and workshops of processes that were killed. Only under the lock."""
    published = Path(os.readlink(database)).name if database.is_symlink() else None
    ours = re.compile(rf"{re.escape(database.stem)}-\d{{8}}T\d{{12}}{re.escape(database.suffix)}(\.wal|\.building)?")
    for path in database.parent.iterdir():
        if not ours.fullmatch(path.name) or path.name == published:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        os.close(handle)
        raise DataError(f"Another load is writing to {folder}. Try again when it is done") from busy
    try:
        yield
    finally:
        os.close(handle)


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
