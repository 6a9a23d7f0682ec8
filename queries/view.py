"""A view is one value: page, selection and options. Everything drawn comes from it; a link is its spelling.

Field name = URL key = SQL parameter = label key (`from` is a Python keyword, so its field is `from_`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from data.codes import REGION
from data.countries import countries

MEASURES: Final = ("count", "share", "index", "rate")
# Dimensions that are one value a record, and questions that may have several answers a record.
PLAIN: Final = ("region", "subregion", "country", "origin_region", "origin", "gender", "age")
PLACES: Final = ("region", "subregion", "country", "origin_region", "origin")
ANSWERS: Final = ("exploitation", "sector", "recruiter", "method", "means")
DIMENSIONS: Final = (
    "region", "subregion", "country", "origin_region", "origin", "exploitation", "sector", "recruiter", "method",
    "means", "gender", "age",
)  # fmt: skip

# The parts of what is known of the perpetrators of a record; each has its own denominator.
PERPETRATORS: Final = (
    "perpetrator_role", "perpetrator_gender", "perpetrator_age", "perpetrator_region", "perpetrator_relation",
    "perpetrator_payment",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """The reader's selection. An empty tuple or None selects everything."""

    dataset: str = ""
    edition: str = ""
    indicator: str = "detected_victims"
    from_: int | None = None
    to: int | None = None
    region: tuple[str, ...] = ()
    subregion: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    origin_region: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    recruiter: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    gender: tuple[str, ...] = ()
    age: tuple[str, ...] = ()

    def parameters(self) -> dict[str, Any]:
        """URL key (and SQL parameter) -> value; lists for the dimensions."""
        values = {key(field.name): getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    def having(self, codes: Mapping[str, tuple[str, ...]]) -> "Filters":
        """The selection with some dimensions set to other codes."""
        changed: Any = dict(codes)
        return replace(self, **changed)


CAUSES: Final = (
    "all", "open", "unknown", "reporters", "one_reporter", "counting", "asked", "small", "provisional",
)  # fmt: skip
# What is shown under the shares of a question that may have several answers, and what they are set against.
_QUESTION: Final[Mapping[str, tuple[str, ...]]] = {
    "detail": ("combinations", "years", "across"),
    "across": ("gender", "majority", "age", "exploitation", "region", "subregion", "origin_region"),
}
# What a crosstab's columns and layers can be of (the same as queries.crossed.CROSSABLE).
_CROSSED: Final = (*DIMENSIONS, "year", "majority", "sexual_form", *PERPETRATORS)
# The options that a page has of its own, by URL key: what each allows, its default (absent from a link) first.
PAGE_OPTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "trends": {"panel": ("on", "off")},
    # The part of the world shown; and whether countries without a value in one of the periods stand back.
    "map": {"zoom": ("world", "africa", "americas", "asia", "europe", "oceania"), "reporters": ("all", "same")},
    "signals": {
        "cause": CAUSES,
        "order": ("size", "year", "change"),
    },
    # The order of the rows: their own (else by size), by size, by name; or the code of the column they are sorted by.
    "table": {
        "across": ("gender", *(name for name in _CROSSED if name != "gender")),
        "within": ("", *_CROSSED),
        "of": ("column", "row"),
        "sort": ("own", "size", "label"),
        "shown": ("both", "heat", "table"),
    },
    "sectors": _QUESTION,
    "recruitment": _QUESTION,
    "people": {"across": ("region", "origin_region"), "change": ("children_by_year", "genders_by_year")},
    "perpetrators": {
        "part": ("role", "gender", "age", "region", "relation", "payment"),
        "across": ("gender", "age", "exploitation"),
    },
    # The floor: how many records an arc stands for at least; the place is that of the two questions asked of one.
    "flows": {
        "shape": ("flat", "globe"),
        "floor": ("auto", "1", "10", "50", "100", "500", "1000"),
        "place": ("", *countries(), *REGION),
    },
}


@dataclass(frozen=True)
class View:
    """What one page shows: `show` names the one panel shown full screen.

    `options` are those of PAGE_OPTIONS that differ from their default; `versus` is what a comparison compares with;
    `year` is the one year that a map shows of those the filters leave (all of them together where it is None).
    """

    page: str
    filters: Filters = Filters()
    by: str = ""
    measure: str = "count"
    show: str = ""
    options: tuple[tuple[str, str], ...] = ()
    versus: Filters | None = None
    year: int | None = None

    def option(self, name: str) -> str:
        """The value of an option of the page; its default where the link does not say."""
        return dict(self.options).get(name) or PAGE_OPTIONS[self.page][name][0]


@dataclass(frozen=True)
class Dropped:
    """A part of a link that could not be opened. `reason` is a key of the words files under `dropped`."""

    key: str
    value: str
    reason: str


def key(field_name: str) -> str:
    """The URL key of a field: `from_` -> `from`."""
    return field_name.rstrip("_")
