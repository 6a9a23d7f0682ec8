"""The loaded population: what rates are of, and whence it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from queries.run import table


@dataclass(frozen=True)
class Population:
    """Residents by country, year and sex: a row of table population_sources."""

    edition: str
    title: str
    publisher: str
    citation: str
    url: str
    licence: str
    licence_url: str
    fetched_at: datetime
    sha256: str
    figures: int
    countries: int
    areas_left_out: int
    without_figure: int
    first_year: int
    last_year: int


def population() -> Population | None:
    """The population that is loaded; None where there is none."""
    if not table("population_there")["there"][0]:
        return None
    rows = table("population_source").to_dicts()
    names = Population.__dataclass_fields__
    return Population(**{name: rows[0][name] for name in names}) if rows else None


def people(sexes: Sequence[str]) -> pl.DataFrame:
    """Residents by country and year: country, year, people. Of `sexes` together (total, or female and male), where each
    has a figure."""
    return table("population_people", sexes=list(sexes))
