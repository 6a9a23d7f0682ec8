"""What the made-up people of the demonstration data answer: drawn in the proportions of data/demo/parameters.toml.

Everything is drawn for groups of people identified together, who share their answers, and by quota: a share is met as
closely as whole groups allow, whatever the seed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from data.demo import parameters, truths
from etl.demo_cells import KINDS, Cells, Counts, Weights, contributors, proportions, years
from etl.demo_places import countries, country_shares, origin_shares, origins

PEOPLE: Final = ("woman", "man", "girl", "boy")
GENDERS: Final = ("Woman", "Man", "Trans/Transgender/NonConforming")
AGES: Final = ("0--8", "09--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+")
DURATIONS: Final = ("0--12 (0-1 yr)", "13--24 (1-2 yrs)", "25+ (2+ yrs)")
STAGES: Final = ("adult", "child", "small_child")
_ONLINE: Final = "OnlineSocialNetwork"

Ticks = NDArray[np.bool_]
Columns = dict[str, NDArray[Any]]  # a column's name in the file to its values: texts ("" where missing) or ticks


def describe(groups: Cells, rng: np.random.Generator) -> Columns:
    """The answers of every group (its people share one cell), by the column names of the file."""
    person, age = _people(groups, rng)
    stage = np.select([age == 0, age == 1], [2, 1], default=0)
    gender = np.where(_chance(rng, stage, [parameters()["transgender"]["value"], 0, 0]), 2, person % 2)
    worker = np.where(age == 0, len(PEOPLE), person)
    country = pick(rng, groups.place, country_shares())
    origin = pick(rng, country, origin_shares())
    asked = {question: _answered(question, groups, rng) for question in _answer_rates()}
    return {
        "gender": _labels(GENDERS, gender, asked["gender"]),
        "ageBroad": _labels(AGES, age, asked["age"]),
        "citizenship": _labels(origins(), origin, asked["origin"]),
        "CountryOfExploitation": _labels([*countries(), ""], country),
        "traffickMonths": _durations(asked["duration"], rng),
        **_exploitation(groups.kind),
        **_ticked("means", groups.kind, KINDS, asked["means"], rng),
        **_ticked("sector", worker, (*PEOPLE, "small_child"), asked["sector"] & _has(groups.kind, "labour"), rng),
        **_ticked("form", stage, STAGES, asked["form"] & _has(groups.kind, "sexual"), rng),
        **_ticked("recruiter", stage, STAGES, asked["recruiter"], rng),
        **_methods(groups.year, stage, asked["method"], rng),
    }


def pick(rng: np.random.Generator, key: Counts, shares: Weights) -> Counts:
    """An option for every row, by quota: among the rows of a key, options come in the proportions `shares[key]`.

    A row's place in a random order of its key's rows, not a free draw, decides; each row of `shares` adds up to 1.
    """
    order = np.lexsort((rng.random(len(key)), key))
    rows = np.bincount(key, minlength=len(shares))
    rank = np.empty(len(key))
    rank[order] = np.arange(len(key)) - (np.cumsum(rows) - rows)[key[order]]
    level = np.minimum((rank + rng.random(len(key))) / rows[key], 1 - 1e-9)
    limits = np.cumsum(shares, axis=1)
    limits = limits / limits[:, -1:] + np.arange(len(shares))[:, None]
    return limits.ravel().searchsorted(key + level, side="right") - key * shares.shape[1]


def _chance(rng: np.random.Generator, key: Counts, probability: Sequence[float] | Weights) -> Ticks:
    """Yes with the probability of each row's key, by quota among the rows of that key."""
    yes = np.asarray(probability, dtype=float)
    return pick(rng, key, np.column_stack([1 - yes, yes])) == 1


def _people(groups: Cells, rng: np.random.Generator) -> tuple[Counts, Counts]:
    """Positions in PEOPLE and AGES; a contributor for children meets more of them."""
    children = np.array([[1, 1, one["minors"], one["minors"]] for one in contributors().values()])
    weights = children[:, None, :] * proportions([parameters()["people"][kind] for kind in KINDS], PEOPLE)
    shares = weights / weights.sum(axis=2, keepdims=True)
    person = pick(rng, groups.contributor * len(KINDS) + groups.kind, shares.reshape(-1, len(PEOPLE)))
    tables = [parameters()["ages"][stage][kind] for stage in ("adult", "child") for kind in KINDS]
    return person, pick(rng, (person >= 2) * len(KINDS) + groups.kind, proportions(tables, AGES))


def _has(kind: Counts, one: str) -> Ticks:
    """Whether labour or sexual exploitation is recorded, alone or with the other."""
    return np.isin(kind, [KINDS.index(one), KINDS.index("both")])


def _exploitation(kind: Counts) -> Columns:
    return {
        "isForcedLabour": _has(kind, "labour"),
        "isSexualExploit": _has(kind, "sexual"),
        "isOtherExploit": kind == KINDS.index("other"),
    }


def _durations(asked: Ticks, rng: np.random.Generator) -> NDArray[Any]:
    shares = proportions([parameters()["duration"]], DURATIONS)
    return _labels(DURATIONS, pick(rng, np.zeros(len(asked), dtype=np.int64), shares), asked)


# ------------------------------------------------------------------------------------------------ answers to tick

_PREFIX: Final = {
    "means": "means",
    "sector": "typeOfLabour",
    "form": "typeOfSex",
    "recruiter": "recruiterRelation",
    "method": "methodOfRecruitment",
}


def _ticked(question: str, key: Counts, tables: Sequence[str], asked: Ticks, rng: np.random.Generator) -> Columns:
    """The columns of a question: one answer where it was asked, and in some a second and a third."""
    names = list(parameters()[question][tables[0]])
    shares = proportions([parameters()[question][table] for table in tables], names)
    rows = np.flatnonzero(asked)
    ticks = np.zeros((len(key), len(names)), dtype=bool)
    for probability in (1.0, *_further(question)):
        rows = rows[_chance(rng, np.zeros_like(rows), [probability])]
        ticks[rows, pick(rng, key[rows], shares)] = True
    return {_PREFIX[question] + name: ticks[:, i] for i, name in enumerate(names)}


def _further(question: str) -> list[float]:
    return [parameters()[question][more] for more in ("second", "third") if more in parameters()[question]]


def _methods(year: Counts, stage: Counts, asked: Ticks, rng: np.random.Generator) -> Columns:
    """Recruitment methods: the share by an online social network grows with the years, never for small children."""
    truth = truths()["online"]
    shares = np.interp(years(), [truth["first"], truth["last"]], [truth["share_first"], truth["share_last"]])
    online = asked & (stage < 2)
    online[online] = _chance(rng, np.searchsorted(years(), year[online]), shares)
    others = _ticked("method", stage, STAGES, asked & ~online, rng)
    return {_PREFIX["method"] + _ONLINE: online, **others}


# ---------------------------------------------------------------------------------------- who answers which question


def _answer_rates() -> Mapping[str, list[float]]:
    """For every question, how often each contributor answers it where it asks at all."""
    everyone = [one["answers"] for one in contributors().values()]
    return {question: [rates[question] for rates in everyone] for question in everyone[0]}


def _answered(question: str, groups: Cells, rng: np.random.Generator) -> Ticks:
    """Whether each group answered; where truths.toml says that a contributor does not ask, it did not."""
    asked = _chance(rng, groups.contributor, _answer_rates()[question])
    for truth in truths()["unanswered"]:
        if truth["question"] == question:
            who = groups.contributor == list(contributors()).index(truth["contributor"])
            asked &= ~(who & (groups.year < truth.get("before", years()[-1] + 1)))
    return asked


def _labels(names: Sequence[str], position: Counts, asked: Ticks | None = None) -> NDArray[Any]:
    labels = np.array(names, dtype=object)[position]
    return labels if asked is None else np.where(asked, labels, "")
