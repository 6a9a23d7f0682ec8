"""Where the made-up people of the demonstration data are registered, and whose citizens they are."""

import numpy as np

from data.demo import parameters, truths
from etl.demo_cells import UNPLACED, Weights, places, proportions


def countries() -> list[str]:
    """Every country of exploitation, ISO3."""
    return sorted(_homes())


def origins() -> list[str]:
    """Every citizenship, ISO3."""
    listed = (origin for subregion in parameters()["subregions"].values() for origin in subregion["origins"])
    return sorted({*countries(), *listed})


def country_shares() -> Weights:
    """By place, the share of each country; the last option is no country."""
    return proportions([_countries_in(place) for place in places()], [*countries(), ""])


def origin_shares() -> Weights:
    """By country of exploitation, the share of each citizenship; the last row, no country, is their mean."""
    rows = proportions([_origins_in(country) for country in countries()], origins())
    return np.vstack([rows, rows.mean(axis=0)])


def _homes() -> dict[str, str]:
    """Every country of exploitation with its subregion."""
    listed = {country: name for name, sub in parameters()["subregions"].items() for country in sub["countries"]}
    return listed | {small["country"]: small["subregion"] for small in truths()["small"]}


def _countries_in(place: str) -> dict[str, float]:
    if place in parameters()["subregions"]:
        return parameters()["subregions"][place]["countries"]
    return {"" if place == UNPLACED else place: 1.0}


def _origins_in(country: str) -> dict[str, float]:
    """Planted corridors, then the country's own citizens, then the rest as usual in its subregion."""
    subregion = parameters()["subregions"][_homes()[country]]
    shares = {truth["origin"]: truth["share"] for truth in truths()["corridor"] if truth["country"] == country}
    left = 1 - sum(shares.values())
    shares.setdefault(country, subregion["internal"] * left)
    others = {origin: weight for origin, weight in subregion["origins"].items() if origin not in shares}
    rest = 1 - sum(shares.values())
    return shares | {origin: rest * weight / sum(others.values()) for origin, weight in others.items()}
