"""What `trends check` says of a case sheet: what could be accepted, what identifies people, what is not understood.

Fields, numbers and row numbers only: never what a cell, a heading or another sheet's name says.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final

from data.countries import countries, from_iso2, from_name
from etl.dataset import DataError
from etl.htcds.fields import Field, folded
from etl.htcds.sheet import Column, Sheet, cases
from etl.unpacking import Opened

REFUSED: Final = (
    "is a case sheet of IOM's Human Trafficking Case Data Standard (HTCDS): it identifies people and is not loaded. "
    "trends check says what is in it, without showing any of it"
)
ROWS_LISTED: Final = 10
OLDEST: Final = 120
_YES: Final = frozenset({"1", "true", "yes", "y", "x", "checked"})
_NO: Final = frozenset({"0", "false", "no", "n", "unchecked"})
_REASONS: Final = {
    "name": "names", "number": "numbers of documents", "date": "exact dates", "contact": "ways to reach somebody",
    "place": "exact places", "text": "free text", "staff": "names of case workers", "organisation": "organisations",
}  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """A column of coded answers: how many of its cells are filled, and the rows whose answer is in no code list."""

    field: str
    becomes: str
    filled: int
    wrong_rows: tuple[int, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CaseReport:
    """A case sheet, in numbers. The fields of `trends check --json`; `status` and `sentence` are those of a load's."""

    file: str
    cases: int
    consents: int | None  # cases whose consent is a yes; None without that column
    accepted: tuple[Answers, ...]
    unused: tuple[Answers, ...]
    identifies: Mapping[str, Mapping[str, int]]  # reason -> field -> cells filled
    unknown: Mapping[str, int]  # letters of a column the standard does not have -> cells filled
    disagreeing: tuple[str, ...]  # letters of columns whose name and label are of two fields
    other_sheets: int
    status: str = field(default="refused", init=False)
    outcome: str = field(default="checked: nothing was written, and load refuses it", init=False)

    @property
    def sentence(self) -> str:
        """`cases.xlsx: a case sheet of HTCDS 2.0 with 12 cases. 24 of its fields can identify people: ...`"""
        known = sum(len(found) for found in self.identifies.values())
        said = f"{self.file}: a case sheet of HTCDS 2.0 with {_many(self.cases, 'case')}"
        return f"{said}. {known} of its fields can identify people: it must never be loaded as it is"

    @property
    def details(self) -> tuple[str, ...]:
        """A line for what could be accepted, for every column with answers out of its list, and for the rest."""
        return tuple(self._lines())

    def fields(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return asdict(self) | {"sentence": self.sentence, "details": self.details}

    def _lines(self) -> Iterator[str]:
        yield f"could be accepted once people cannot be recognised: {_listed(self.accepted)}"
        yield from (_wrong(answers) for answers in (*self.accepted, *self.unused) if answers.wrong_rows)
        for reason, found in self.identifies.items():
            yield f"must never be loaded, {_REASONS[reason]}: {_counted(found)}"
        if self.unused:
            yield f"known and not used; several together can tell people apart: {_listed(self.unused)}"
        if self.unknown:
            yield f"not in the standard, so to be taken as identifying: column {_counted(self.unknown)}"
        if self.disagreeing:
            yield f"name and label are of two fields, the stricter counts: column {', '.join(self.disagreeing)}"
        if self.consents is not None:
            yield f"consent is a yes in {self.consents:,} of {_many(self.cases, 'case')}"
        if self.other_sheets:
            yield f"not looked at: {_many(self.other_sheets, 'other sheet')}"


def checked(opened: Opened, sheet: Sheet, path: Path) -> CaseReport:
    """The report of a case sheet. Raises DataError where it holds no case."""
    filled: Counter[int] = Counter()
    wrong: dict[int, list[int]] = {column.place: [] for column in sheet.columns}
    known = {column.place: _judge(column.field) for column in sheet.columns}
    number, consents = 0, 0
    consent = next((c.place for c in sheet.columns if c.field and c.field.name == "con_Consent"), None)
    for row, cells in cases(opened, sheet):
        number += 1
        filled.update(cells.keys())
        consents += consent is not None and folded(cells.get(consent, "")) in _YES
        for place, text in cells.items():
            if not known[place](text):
                wrong[place].append(row)
    if not number:
        raise DataError("is an empty case sheet of HTCDS: it has a header and no case")
    return _report(path, sheet, number, consents if consent is not None else None, filled, wrong)


def _report(
    path: Path, sheet: Sheet, number: int, consents: int | None, filled: Counter[int], wrong: dict[int, list[int]]
) -> CaseReport:
    def answers(handling: str) -> tuple[Answers, ...]:
        found = ((c.place, c.field) for c in sheet.columns if c.field and c.field.handling == handling)
        return tuple(
            Answers(one.name, one.becomes, filled[place], tuple(wrong[place]), tuple(dict.fromkeys(one.codes.values())))
            for place, one in found
        )

    return CaseReport(
        file=path.name,
        cases=number,
        consents=consents,
        accepted=answers("accepted"),
        unused=answers("unused"),
        identifies=_identifying(sheet.columns, filled),
        unknown={_letters(c.place): filled[c.place] for c in sheet.columns if not c.field and filled[c.place]},
        disagreeing=tuple(_letters(c.place) for c in sheet.columns if c.disagrees),
        other_sheets=sheet.others,
    )


def _identifying(columns: Iterable[Column], filled: Counter[int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for column in columns:
        if column.field and column.field.handling == "identifies":
            of = found.setdefault(column.field.reason, {})
            of[column.field.name] = of.get(column.field.name, 0) + filled[column.place]
    return {reason: found[reason] for reason in _REASONS if reason in found}


def _judge(one: Field | None) -> Callable[[str], bool]:
    """Whether a value is one the field may have. What identifies is not judged, only counted."""
    if one is None or one.handling == "identifies":
        return lambda _text: True
    judges: dict[str, Callable[[str], bool]] = {
        "one": lambda text: folded(text) in one.codes,
        "several": lambda text: _is_listed(text, one.codes),
        "yes_no": lambda text: folded(text) in _YES | _NO,
        "country": _is_country,
        "number": lambda text: re.fullmatch(r"\d{1,3}(\.0)?", text) is not None and float(text) <= OLDEST,
    }
    return judges.get(one.kind, lambda _text: True)


def _is_listed(text: str, codes: Mapping[str, str]) -> bool:
    parts = [folded(part) for part in re.split(r"[;,|\n]", text)]
    return folded(text) in codes or all(part in codes for part in parts if part)


def _is_country(text: str) -> bool:
    parts = [part.strip() for part in re.split(r"[;,|\n]", text) if part.strip()]
    return all(part.upper() in countries() or from_iso2(part.upper()) or from_name(part) for part in parts)


def _letters(place: int) -> str:
    """The letters of a column as a spreadsheet names it: A, Z, AA."""
    rest, letter = divmod(place, len(ascii_uppercase))
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[letter]


def _wrong(answers: Answers) -> str:
    rows = ", ".join(f"{row:,}" for row in answers.wrong_rows[:ROWS_LISTED])
    more = len(answers.wrong_rows) - ROWS_LISTED
    rows += f" and {more:,} more" if more > 0 else ""
    of = f"{len(answers.wrong_rows):,} of {_many(answers.filled, 'answer')}"
    listed = f" (it knows {', '.join(answers.codes)})" if answers.codes else ""
    return f"{answers.field}: {of} not in the standard's list, row {rows}{listed}"


def _listed(columns: Iterable[Answers]) -> str:
    return ", ".join(f"{one.field} ({one.filled:,})" for one in columns) or "nothing"


def _counted(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({filled:,})" for name, filled in found.items())


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
