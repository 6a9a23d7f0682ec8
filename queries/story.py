"""A true story in published figures: one rise, counted over three sets of countries. The table is data/story.csv."""

from functools import cache
from importlib.resources import files

import polars as pl


@cache
def story() -> pl.DataFrame:
    """A row a set of countries: code, first_year, last_year, until_year (reporting up to it), countries_first,
    countries_last, first, last (detected victims), source, ratio."""
    table = pl.read_csv((files("data") / "story.csv").read_bytes())
    return table.with_columns((pl.col("last") / pl.col("first")).alias("ratio"))
