"""Which tables and columns a database of this version of the program has: one of another version is refused by name.

Extra tables and columns do no harm. The population came later and is optional.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from data import store

_FOLDER: Final = Path(__file__).parent


def missing() -> str:
    """What the published database lacks, as `lacking` says it. Raises NoDatabaseError where none can be read."""
    return lacking(store.query(there()).iter_rows())


def lacking(found: Iterable[tuple[str, str]]) -> str:
    """What is missing of a database with these tables and columns, `victims.duration, ...`; empty where nothing is."""
    return ", ".join(f"{table}.{column}" for table, column in sorted(_needed() - set(found)))


@cache
def there() -> str:
    """The statement that tells which tables and columns a database has."""
    return (_FOLDER / "there.sql").read_text("utf-8")


@cache
def _needed() -> frozenset[tuple[str, str]]:
    with (_FOLDER / "schema.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["table"], row["column"]) for row in csv.DictReader(file))
