"""Rates: published figures per 100,000 residents of the very countries and years that they are of (METHODS rule 8).

A country is in the denominator of a year only if it has a figure in it; a country and year without a population figure
is in neither. Figures of one sex are divided by the residents of that sex; those of an age by residents of every age,
for the source counts none under 18 (docs/decisions/rates.md).
"""

from typing import Any, Final

import polars as pl

from queries.catalogue import Catalogue, Edition
from queries.population import people, population
from queries.view import Filters

SEXES: Final = ("female", "male")  # those whose residents are counted
PAGES: Final = ("trends", "map", "sdg")
_CITIZENSHIP: Final = ("origin", "origin_region")


def refusal(page: str, edition: Edition, filters: Filters, by: str, loaded: Catalogue) -> str:
    """Why there is no rate: a key of the words under `dropped`; empty where there is one.

    `rate_page` a page without rates; `rate_records` records follow who registers, not a country's residents;
    `rate_origin` citizens are no part of the residents of where they were detected; `rate_gender` no resident of that
    gender is counted; `rate_population` none is loaded.
    """
    is_of_citizens = by in _CITIZENSHIP or any(getattr(filters, name) for name in _CITIZENSHIP)
    found = {
        "rate_page": page not in PAGES,
        "rate_records": edition.kind != "figures",
        "rate_origin": is_of_citizens,
        "rate_gender": not {*filters.gender} <= {*SEXES},
        "rate_population": loaded.population is None,
    }
    return next((reason for reason, holds in found.items() if holds), "")


def sexes_of(filters: Filters) -> tuple[str, ...]:
    """Whose residents a selection is divided by, whole: those of the sexes it picks, else all."""
    return tuple(sorted({*filters.gender} & {*SEXES})) or ("total",)


def with_people(cells: pl.DataFrame, filters: Filters, by: str) -> pl.DataFrame:
    """Cells of reporters (queries.reporters.cells) with `people`, the residents of the reporter in that year; null
    where there is no figure. By gender each code has the residents of its own."""
    names = {"country": "reporter"}
    if by != "gender":
        return cells.join(people(sexes_of(filters)).rename(names), on=["reporter", "year"], how="left")
    each = [people([sex]).rename(names).with_columns(pl.lit(sex).alias("code")) for sex in SEXES]
    return cells.join(pl.concat(each), on=["code", "reporter", "year"], how="left")


def divided(cells: pl.DataFrame, filters: Filters, by: str) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, Any]]:
    """What is drawn of cells as rates (by_year), the cells that have residents, and the facts: `population`, whence
    they are, and what has none (left_out)."""
    every = with_people(cells, filters, by)
    both = every.filter(pl.col("people").is_not_null())
    # Parts of a rate have countries of their own: what they add up to is no part of the total.
    facts = {"population": population(), **left_out(every, by), "whole": None, "whole_high": None}
    return by_year(both), both, facts


def by_year(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with `people` added up by code and year, in the columns of figures_by_year.sql and `people`: a numerator
    and a denominator of the same countries."""
    summed = cells.group_by("code", pl.col("year").cast(pl.Int32).alias("year_first")).agg(
        pl.col("low", "high", "people").sum(), pl.len().cast(pl.Int64).alias("reporters")
    )
    return summed.select(
        "code", "year_first", pl.col("year_first").alias("year_last"), "low", "high", pl.col("low").alias("known"),
        # A published zero is one: it is not the lack of an answer.
        pl.col("high").clip(lower_bound=1).alias("known_high"), pl.col("low").alias("total"), "reporters", "people",
        pl.lit(False).alias("zeros"),
    ).sort("code", "year_first")  # fmt: skip


def left_out(cells: pl.DataFrame, by: str) -> dict[str, Any]:
    """What has figures and no population: `without_people`, countries and how many of their years; `without_sex`, codes
    of a gender whose residents nobody counts."""
    bare = cells.filter(pl.col("people").is_null())
    genders = [code for code in bare["code"].unique().to_list() if by == "gender" and code not in SEXES]
    years = bare.filter(~pl.col("code").is_in(genders)).group_by("reporter").agg(pl.col("year").n_unique())
    return {"without_people": dict(years.sort("reporter").iter_rows()), "without_sex": tuple(sorted(genders))}


def of_places(counted: pl.DataFrame, filters: Filters, yearly: bool) -> pl.DataFrame:
    """Figures by country and year (figures_by_place.sql) with `people`. Not `yearly`: each country's years added up, in
    numerator and denominator those with a population figure; none of them: `people` is null."""
    residents = people(sexes_of(filters)).rename({"country": "code", "year": "year_first"})
    joined = counted.join(residents, on=["code", "year_first"], how="left", maintain_order="left")
    if yearly:
        return joined
    has_any = pl.col("people").is_not_null().any().over("code")
    used = joined.filter(pl.col("people").is_not_null() | ~has_any)
    sums = pl.col("low", "high", "known", "known_high", "total", "years").sum()
    each = pl.when(pl.col("people").count() > 0).then(pl.col("people").sum()).alias("people")
    ends = [pl.col("year_first").min().alias("first_year"), pl.col("year_first").max().alias("last_year")]
    found = used.group_by("code").agg(sums, each, *ends).sort("code", nulls_last=True)
    none = pl.lit(None, pl.Int32)
    return found.with_columns(none.alias("year_first"), none.alias("year_last"))


def of_map(frame: pl.DataFrame) -> dict[str, Any]:
    """The facts of a map of rates: `population`, whence the residents are, and `without_people`, the countries picked
    that have a figure and no residents, and how many of their years."""
    bare = frame.filter(pl.col("selected") & (pl.col("status") == "N")).select("code", "years").sort("code")
    return {"population": population(), "without_people": dict(bare.iter_rows())}
