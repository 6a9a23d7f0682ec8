"""Where each age stands in the chart of gender and age, how thick it is, and what its bars say. Pure.

From the bottom: age not known; children; adults. A band is as thick as its years, "48 and over" as the band before it,
who is known as a child or an adult only as nine years, whose age is not known at all as eighteen: what is the same in
all is that the area is the records.
"""

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from pages.parts.labels import wrapped
from pages.parts.theme import PHONE, STAGE, Size
from pages.parts.words import Words
from queries.figure import Figure
from queries.people import AGES, BANDS, CHILDREN, NO_BAND

_THICK: Final = {code: last - first + 1 for code, (first, last) in BANDS.items()}
# From the bottom: not known, children, adults; in each those without a band after the others.
_ORDER: Final = (
    None, *(age for age in AGES if age in CHILDREN), *(age for age in AGES if age not in CHILDREN),
)  # fmt: skip
_NINE, _UNKNOWN, _APART = 9.0, 18.0, 4.0


@dataclass(frozen=True)
class Row:
    """One age: its code (None: not known), its label, and where it stands."""

    age: str | None
    label: str
    bottom: float
    thick: float

    @property
    def top(self) -> float:
        return self.bottom + self.thick

    @property
    def middle(self) -> float:
        return self.bottom + self.thick / 2


@dataclass(frozen=True)
class Block:
    """The bar of one gender and age: from 0 to `low`, or up to `high`, each records over thickness."""

    age: str | None
    middle: float
    thick: float
    records: int
    records_high: int
    is_known: bool

    @property
    def low(self) -> float:
        return self.records / self.thick

    @property
    def high(self) -> float:
        return self.records_high / self.thick


def rows_of(figure: Figure, words: Words, size: Size) -> list[Row]:
    """The ages that occur, from the bottom."""
    there = set(figure.frame["age"])
    rows: list[Row] = []
    at = 0.0
    for age in (one for one in _ORDER if one in there):
        if rows and _part(rows[-1].age) != _part(age):
            at += _APART
        rows.append(Row(age, _label(age, words, size), at, thickness(figure, age)))
        at = rows[-1].top
    return rows


def thickness(figure: Figure, age: str | None) -> float:
    """Years of age that a bar is thick; where there are no bands, all bars alike."""
    if not figure.facts["bands"]:
        return _NINE
    return _UNKNOWN if age is None else float(_THICK.get(age, _NINE))


def blocks_of(figure: Figure, gender: str | None, rows: list[Row]) -> list[Block]:
    """The bars of one gender."""
    own = figure.frame.filter(pl.col("gender").eq_missing(pl.lit(gender, pl.String)))
    counts: dict[str | None, tuple[int, int]] = {
        age: (low, high) for age, low, high in own["age", "low", "high"].rows()
    }
    return [
        Block(row.age, row.middle, row.thick, *counts[row.age], not (row.age or NO_BAND).endswith(NO_BAND))
        for row in rows
        if row.age in counts
    ]


def childhood(rows: list[Row]) -> tuple[float, float]:
    """From where to where children stand; nothing where there are none."""
    own = [row for row in rows if row.age in CHILDREN]
    return (own[0].bottom - _APART / 2, own[-1].top + _APART / 2) if own else (0.0, 0.0)


def said(figure: Figure, gender: str | None, block: Block, words: Words) -> str:
    """What hovering over a bar says."""
    name = words("people.gender_unknown") if gender is None else words.label("gender", gender)
    lines = [f"<b>{name}</b>, {words.inside('age', block.age) if block.age else words('people.age_unknown_inside')}"]
    noun = figure.view.filters.indicator if figure.edition.kind == "figures" else figure.edition.unit
    lines.append(f"{words.range(block.records, block.records_high)} {words(f'unit.{noun}')}")
    if block.age in _THICK:
        lines.append(words("people.per_year_of_age", number=words.number(block.low)))
    return "<br>".join(lines)


def _part(age: str | None) -> Any:
    return None if age is None else age in CHILDREN


def _label(age: str | None, words: Words, size: Size) -> str:
    if size is STAGE and age in ("21_23", "27_29"):
        return ""  # three years are less high than the type
    if age is None:
        text = words("people.age_unknown")
    elif age in BANDS:
        text = "–".join(str(year) for year in BANDS[age])
    elif age.endswith(NO_BAND):
        text = words("people.no_band")
    else:
        text = words.label("age", age)
    return wrapped(text, 9 if size is PHONE else 14)
