"""What a load says afterwards: one sentence of numbers, and a line for everything that did not go in as it came."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

# step, done, total: `reading`, 2, 6
Progress = Callable[[str, int, int], None]
Status = Literal["loaded", "replaced", "unchanged", "checked"]

LISTED: Final = (
    "dataset", "edition", "records", "figures", "represents", "profiles", "rows_read", "quarantined", "first_year",
    "last_year", "without_year", "countries", "protection", "redistribution", "sha256",
)  # fmt: skip
FREQUENT: Final = 5  # unmapped texts that are named
_UNITS: Final = {"person": "people", "record": "records", "figure": "figures"}
_REASONS: Final = {
    "fields": "with another number of fields than the header",
    "year": "with an impossible year",
    "value_too_large": "with a value that is too large",
    "no_country": "without a country",
    "subregion": "of a subregion in place of a country",
    "damaged": "damaged",
}


def quiet(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class LoadReport:
    """What a file became. The fields of `trends list --json`, and what is particular to one load."""

    file: str
    status: Status
    dataset: str
    edition: str
    layout: str
    unit: str
    records: int | None
    figures: int | None
    represents: int | None
    profiles: int | None
    rows_read: int
    quarantined: int
    first_year: int | None
    last_year: int | None
    without_year: int
    countries: int
    protection: str
    redistribution: str
    sha256: str
    quarantined_by_reason: Mapping[str, int] = field(default_factory=dict)
    quarantined_first: Mapping[str, tuple[int, str, str]] = field(default_factory=dict)  # row, column, value
    unused_columns: tuple[str, ...] = ()
    unmapped: tuple[tuple[str, str, int], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """`ctdc-synthetic 2021-08-25: 193,025 records (of over 156,000 people) in 60,886 profiles, 2002-2021, ...`"""
        parts = [self._size(), self._years(), self._countries()]
        if self.without_year:
            parts.append(f"{self.without_year:,} without a year")
        return f"{self.dataset} {self.edition}: {', '.join(part for part in parts if part)}"

    @property
    def details(self) -> tuple[str, ...]:
        """A line each for the quarantine, columns nothing was read from, texts without a code, and the rest."""
        lines = list(self.set_aside)
        if self.unused_columns:
            lines.append(f"not used: {', '.join(_short(column) for column in self.unused_columns)}")
        if self.unmapped:
            lines.append(self._unmapped())
        return (*lines, *self.notes)

    @property
    def set_aside(self) -> tuple[str, ...]:
        """A line each reason of the quarantine: how many rows, and where the first of them is."""
        return tuple(
            f"{n:,} {'row' if n == 1 else 'rows'} in quarantine: {_REASONS.get(reason, reason)}"
            f"{_place(n, *self.quarantined_first[reason]) if reason in self.quarantined_first else ''}"
            for reason, n in self.quarantined_by_reason.items()
        )

    @property
    def outcome(self) -> str:
        """What happened to the database, as a line."""
        return {
            "loaded": "",
            "replaced": "replaces the edition that was there",
            "unchanged": "this file is loaded already: nothing changed",
            "checked": "checked: nothing was written",
        }[self.status]

    def fields(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return asdict(self) | {"sentence": self.sentence, "set_aside": self.set_aside}

    def listed(self) -> dict[str, Any]:
        """What `trends list --json` says of an edition."""
        return {name: getattr(self, name) for name in LISTED}

    def _size(self) -> str:
        if self.figures is not None:
            return f"{self.figures:,} figures from {self.rows_read - self.quarantined:,} rows"
        people = f" (of over {self.represents:,} people)" if self.represents else ""
        return f"{self.records:,} {_UNITS[self.unit]}{people} in {self.profiles:,} profiles"

    def _years(self) -> str:
        if self.first_year is None:
            return ""
        return f"{self.first_year}-{self.last_year}" if self.first_year != self.last_year else str(self.first_year)

    def _countries(self) -> str:
        if not self.countries:
            return ""
        return f"{self.countries:,} {'country' if self.countries == 1 else 'countries'}"

    def _unmapped(self) -> str:
        frequent = sorted(self.unmapped, key=lambda text: (-text[2], text))[:FREQUENT]
        named = ", ".join(f"{_short(value)!r} ({rows:,})" for _, value, rows in frequent)
        return f"{len(self.unmapped):,} texts without a code, kept as they are; the most frequent: {named}"


def _place(count: int, row: int, column: str, value: str) -> str:
    """Where the first row of a reason is, counted from 1 under the header, and what stands there."""
    cell = f", column {column}: {_short(value)!r}" if column else f": {_short(value)!r}" if value else ""
    return f" ({'row' if count == 1 else 'the first: row'} {row:,}{cell})"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
