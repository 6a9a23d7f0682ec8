"""How many records of the demonstration data fall in each cell of contributor, place, exploitation and year.

Counts are quotas, not draws: the planted truths of data/demo/truths.toml hold for every seed, not on average.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from data.demo import parameters, truths

KINDS: Final = ("sexual", "labour", "both", "other", "unanswered")
UNDATED: Final = 0  # the year of records without one
UNPLACED: Final = "unknown"  # the place of records without a country
_RISING: Final = ("labour", "both")  # the kinds that have the flag of forced labour

Counts = NDArray[np.int64]
Weights = NDArray[np.float64]


@dataclass(frozen=True)
class Cells:
    """Parallel arrays, one entry a cell; all but `year` and `records` are positions in the lists of their names."""

    contributor: Counts
    place: Counts
    kind: Counts
    year: Counts
    records: Counts


def contributors() -> dict[str, Any]:
    """Every contributor's parameters, with the years in which it reports (`reports`)."""
    return {name: values | {"reports": _reports(name, values)} for name, values in parameters()["contributors"].items()}


def places() -> list[str]:
    """Where records are counted: the subregions, then no country at all, then the planted small countries."""
    return [*parameters()["subregions"], UNPLACED, *(small["country"] for small in truths()["small"])]


def years() -> list[int]:
    """No year at all, then every year of the period."""
    return [UNDATED, *range(truths()["period"]["first"], truths()["period"]["last"] + 1)]


def cells(records: int, rng: np.random.Generator) -> Cells:
    """The cells that hold `records` records in all; cells without a record are left out."""
    counts = quotas(_expected(rng), records)
    for small in truths()["small"]:
        _plant(counts, small)
    year, contributor, place, kind = np.nonzero(counts)
    return Cells(contributor, place, kind, np.array(years())[year], counts[year, contributor, place, kind])


def quotas(expected: Weights, total: int) -> Counts:
    """Whole numbers in the proportions of `expected` (any shape) that add up to `total`.

    The running sum is rounded, not the numbers: any run of neighbours is right to within one.
    """
    running = np.rint(np.cumsum(expected) * (total / expected.sum())).astype(np.int64)
    return np.diff(running, prepend=0).reshape(expected.shape)


def _expected(rng: np.random.Generator) -> Weights:
    """Relative sizes by year, contributor, place and kind, the records without a year first."""
    dated = np.einsum("yc,cpk->ycpk", _levels(), _usual()) * _rise() * _noise(rng)
    share = truths()["undated"]["share"]
    undated = dated.sum(axis=0, keepdims=True) * share / (1 - share)
    return np.concatenate([undated, dated])


def _usual() -> Weights:
    """A usual year's records by contributor, place and kind."""
    unplaced = truths()["unplaced"]["share"]
    everyone = contributors().values()
    where = proportions([one["places"] for one in everyone], places()) * (1 - unplaced)
    where[:, places().index(UNPLACED)] = unplaced
    what = proportions([one["exploitation"] for one in everyone], KINDS)
    size = np.array([one["a_year"] for one in everyone], dtype=float)
    return np.einsum("c,cp,ck->cpk", size, where, what)


def _levels() -> Weights:
    """By year and contributor: 1 where it reports, less in years that are not yet fully registered."""
    lag = dict(zip(truths()["lag"]["years"], truths()["lag"]["complete"], strict=True))
    return np.array([[lag.get(y, 1.0) * (y in one["reports"]) for one in contributors().values()] for y in years()[1:]])


def _rise() -> Weights:
    """By year, contributor, place and kind: 1, and in the rising region's labour a smooth growth up to the factor."""
    rise = truths()["rise"]
    progress = np.clip((np.array(years()[1:]) - rise["first"]) / (rise["last"] - rise["first"]), 0, 1)
    factors = np.ones((len(progress), 1, len(places()), len(KINDS)))
    for kind in _RISING:
        factors[:, 0, places().index(rise["subregion"]), KINDS.index(kind)] = rise["factor"] ** progress
    return factors


def _noise(rng: np.random.Generator) -> Weights:
    size, shape = parameters()["noise"]["value"], (len(years()) - 1, len(contributors()), len(places()), 1)
    return 1 + rng.uniform(-size, size, shape)


def _plant(counts: Counts, small: dict[str, Any]) -> None:
    """Move a few records of a contributor, in its subregion's commonest kind, to the small country."""
    who, donor = list(contributors()).index(small["contributor"]), places().index(small["subregion"])
    for year in range(small["first"], small["last"] + 1):
        cell = counts[years().index(year), who]
        kind = int(cell[donor].argmax())
        moved = min(small["records"], cell[donor, kind])
        cell[donor, kind] -= moved
        cell[places().index(small["country"]), kind] += moved


def _reports(name: str, values: dict[str, Any]) -> set[int]:
    """The years of a contributor: the entrant's first and the leaver's last are planted truths."""
    entrant, leaver, period = truths()["entrant"], truths()["leaver"], truths()["period"]
    first = entrant["first"] if name == entrant["contributor"] else values["first"]
    last = leaver["last"] if name == leaver["contributor"] else period["last"]
    return set(range(first, last + 1)) - set(values.get("pauses", ()))


def proportions(tables: Sequence[dict[str, float]], options: Sequence[str]) -> Weights:
    """One row a table: the share of each option, in the order of `options`; an absent option has none."""
    weights = np.array([[table.get(option, 0) for option in options] for table in tables], dtype=float)
    return weights / weights.sum(axis=1, keepdims=True)
