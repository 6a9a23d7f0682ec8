"""What a data set is, and the contract every publisher's format keeps.

A format is a `Dataset`: its official texts, its layouts (how its header is recognised) and `tidy`, which turns the rows
of one recognised file into the shared columns. Everything else (reading, checks, writing, publishing) is the recipe's
(etl/build.py), the same for all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

Protection = Literal["published", "k-anonymised", "synthetic", "dp-synthetic", "confidential"]


class DataError(Exception):
    """A mistake in a file or a call that its user can mend: shown as one sentence, without a traceback."""


@dataclass(frozen=True)
class Break:
    """A year from which figures are not comparable with the year before. `reason` is a key of the words files.

    `place` is the country (ISO 3166-1 alpha-3) or M49 region it is about, `origin` the citizenship, `indicator` the
    indicator whose `dimension` it is about; empty where it touches all of the data set. `of` says what changed: who
    reports, which a constant panel leaves out wherever the file tells reporters apart, or how they count.
    """

    year: int
    reason: str
    place: str = ""
    indicator: str = ""
    of: Literal["counting", "reporters"] = "counting"
    dimension: str = "total"
    origin: str = ""


@dataclass(frozen=True)
class Layout:
    """One published column layout: `required` names identify it, case-insensitively and cut at 32 characters.

    `columns`: all that the publisher's own file has and `tidy` reads; a copy without some of them says so.
    """

    name: str
    required: frozenset[str]
    edition: str | None = None  # the release, where this layout is known from one only; `tidy` gets the file's edition
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flag:
    """A yes/no column of the file: which question group and code it answers, and whether its zeros are published."""

    column: str
    question: str
    code: str
    zeros: bool


@dataclass(frozen=True)
class Problem:
    """A row that cannot be trusted: `row` counts data rows from 1; `reason` is a code of table quarantine."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Rows:
    """The file as read: every value text or null, columns named as in the file.

    `frame` has the distinct rows of the file (columns as they come) plus `_records` (how often the row occurs) and
    `_row` (where it occurs first, counted from 1 under the header). `preface` is the text above the header.
    """

    frame: pl.DataFrame
    rows_read: int
    preface: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Tidy:
    """What `tidy` gives back: a frame in the columns of table `victims` or `figures` (without dataset and edition)."""

    frame: pl.DataFrame
    flags: tuple[Flag, ...] = ()
    plain: dict[str, str] = field(default_factory=dict)  # question -> source column: country, origin, gender, ...
    bad_rows: pl.DataFrame | None = None  # distinct rows to quarantine: the columns of Rows.frame, `_column`, `_reason`
    unused_columns: tuple[str, ...] = ()
    unmapped: tuple[tuple[str, str, int], ...] = ()  # column, value, rows
    notes: tuple[str, ...] = ()  # said to the operator after the load


@dataclass(frozen=True)
class Release:
    """What changes from edition to edition. `protection` and `method` are the data set's where nothing is said."""

    represents: int | None = None  # the publisher's number of people behind all `records` of the release
    provisional: tuple[int, ...] = ()
    breaks: tuple[Break, ...] = ()
    records: int | None = None
    protection: Protection | None = None
    method: str | None = None


@dataclass(frozen=True)
class Dataset:
    """A publisher's data set: provenance, licence, citation, unit, protection, and how to read its files."""

    id: str
    kind: Literal["victims", "figures"]
    title: str
    publisher: str
    citation: str  # {edition} and {year} are filled in
    bibtex: str
    url: str
    licence: str
    terms: str
    redistribution: Literal["open", "figures", "aggregates"]
    protection: Protection  # and how the publisher made the file: of the editions that `release` says nothing else of
    method: str
    unit: Literal["person", "record", "figure"]
    layouts: tuple[Layout, ...]
    tidy: Callable[[Rows, Layout], Tidy]
    release: Callable[[str], Release]  # edition -> what is particular to it
    edition_of: Callable[[str, Rows], str | None]  # (file name, rows) -> edition told by the name, preface or contents
    sheet: str | None = None  # of a workbook
    header_row: int = 0  # rows above the header
    min_edition: date | None = None
    identifiers: frozenset[str] = frozenset()  # columns that only number the rows: not read
