"""What is loaded: the editions, what each can answer, and the codes a filter can offer."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from data import schema, store
from queries.population import Population, population
from queries.run import table
from queries.view import DIMENSIONS


class Break(NamedTuple):
    """A year from which figures are not comparable with the year before; `reason` is a key of the words files. `place`
    is the country or region it is about, `origin` the citizenship, `indicator` the one whose `dimension` it is about;
    empty where it touches all. `of` is what changed: `reporters`, which a constant panel leaves out, or `counting`."""

    year: int
    reason: str
    place: str = ""
    indicator: str = ""
    of: str = "counting"
    dimension: str = "total"
    origin: str = ""


@dataclass(frozen=True)
class Edition:
    """One loaded edition of a data set: a row of table `datasets`, and what it can answer."""

    dataset: str
    edition: str
    kind: Literal["victims", "figures"]
    title: str
    publisher: str
    citation: str
    bibtex: str
    url: str
    licence: str
    terms: str
    redistribution: str
    protection: str
    method: str
    unit: str
    represents: int | None
    zeros_lost: bool
    provisional: tuple[int, ...]
    breaks: tuple[Break, ...]
    rows: int  # records, or published figures
    profiles: int | None
    rows_read: int
    quarantined: int
    first_year: int | None
    last_year: int | None
    without_year: int
    countries: int
    edition_date: date
    loaded_at: datetime
    file: str
    sha256: str
    unused_columns: tuple[str, ...]
    unmapped: tuple[tuple[str, str, int], ...]  # column, text, rows
    answers: frozenset[str]  # dimensions and questions the file has
    zeros: frozenset[str]  # questions whose "no" is published
    options: dict[str, dict[str, int]]  # dimension -> code -> records (figures: published figures), most first
    slices: frozenset[tuple[str, str, bool, bool]]  # figures: indicator, dimension, by sex, by age

    @property
    def is_demonstration(self) -> bool:
        return self.dataset == "demo"

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators published; a victims data set registers detected victims only."""
        return tuple(dict.fromkeys(indicator for indicator, *_ in sorted(self.slices))) or ("detected_victims",)

    def lacks(self) -> frozenset[str]:
        """The dimensions this edition cannot answer. Minor or adult is an answer to age, if a coarse one."""
        coarse = {"age"} if "majority" in self.answers else set()
        return frozenset(DIMENSIONS) - self.answers - coarse


@dataclass(frozen=True)
class Catalogue:
    """The loaded editions, data sets in the project's order, the newest edition first; and the population."""

    editions: tuple[Edition, ...]
    population: Population | None = None

    def default(self) -> Edition:
        """The newest edition of the first data set that is not the demonstration. Raises NoDatabaseError."""
        if not self.editions:
            raise store.NoDatabaseError(f"No data set in {store.location()}. Load one with: trends demo")
        return next((edition for edition in self.editions if not edition.is_demonstration), self.editions[0])

    def find(self, dataset: str, edition: str = "") -> Edition | None:
        """The edition named; without an edition, the newest of the data set; without a data set, the default."""
        if not dataset:
            return self.default()
        return next((e for e in self.editions if e.dataset == dataset and edition in ("", e.edition)), None)

    def datasets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(edition.dataset for edition in self.editions))


def catalogue() -> Catalogue:
    """What is loaded now. Raises NoDatabaseError where there is no database."""
    return _catalogue(store.version())


@lru_cache(maxsize=4)
def _catalogue(_version: str) -> Catalogue:
    if missing := schema.missing():
        raise store.NoDatabaseError(
            f"{store.location()} is of another version of this program (it lacks {missing}). Move it away and load the "
            "files again"
        )
    asked: dict[tuple[str, str], dict[str, bool]] = {}
    for row in table("questions_answered").iter_rows(named=True):
        questions = asked.setdefault((row["dataset"], row["edition"]), {})
        questions[row["question"]] = questions.get(row["question"], False) or row["zeros"]
    sliced: dict[tuple[str, str], set[tuple[str, str, bool, bool]]] = {}
    for dataset, edition, *cut in table("figures_slices").iter_rows():
        sliced.setdefault((dataset, edition), set()).add((cut[0], cut[1], cut[2], cut[3]))
    editions = tuple(_edition(row, asked, sliced) for row in table("editions").iter_rows(named=True))
    return Catalogue(editions, population())


def _edition(row: dict[str, Any], asked: dict[Any, dict[str, bool]], sliced: dict[Any, Any]) -> Edition:
    name = (row["dataset"], row["edition"])
    plain = {
        key: row[key]
        for key in Edition.__dataclass_fields__
        if key in row and key not in ("provisional", "breaks", "unused_columns", "unmapped")
    }
    return Edition(
        **plain,
        provisional=tuple(row["provisional"]),
        # A database of an earlier version knows less of its breaks.
        breaks=tuple(Break(**{name: told for name, told in one.items() if told is not None}) for one in row["breaks"]),
        unused_columns=tuple(row["unused_columns"]),
        unmapped=tuple((found["column"], found["value"], found["rows"]) for found in row["unmapped"]),
        rows=row["records"] if row["kind"] == "victims" else row["figures"],
        answers=frozenset(asked.get(name, ())),
        zeros=frozenset(question for question, zeros in asked.get(name, {}).items() if zeros),
        options=_options(row),
        slices=frozenset(sliced.get(name, ())),
    )


def _options(row: dict[str, Any]) -> dict[str, dict[str, int]]:
    parameters = {"dataset": row["dataset"], "edition": row["edition"]}
    found: dict[str, dict[str, int]] = {}
    for dimension, code, records in table(f"{row['kind']}_options", **parameters).iter_rows():
        found.setdefault(dimension, {})[code] = records
    return found
