"""All cells that a scan for signals looks at, in as few statements as there are slices.

DuckDB takes longer to plan such a statement than to run it: one a breakdown, and another for who reports, was most of
the time of a scan. tests/test_signals_cells.py holds the numbers to those of the statements that every figure uses.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from queries.catalogue import Edition
from queries.reporters import asked_of, reporter_of
from queries.run import run, run_answering
from queries.slices import slice_of
from queries.view import DIMENSIONS, PLACES, Filters

YEAR: Final = ("code", "year", "low", "high", "known", "known_high", "total")
CELL: Final = ("code", "reporter", *YEAR[1:])
_AT: Final = ("dimension", "reporter", "year")
_KNOWN: Final = pl.when("zeros").then(pl.col("yes") + pl.col("no")).otherwise("answered").alias("known")


@dataclass(frozen=True)
class Scanned:
    """The years of every code of a breakdown (YEAR: counts; years without the code left out), and what each reporter
    gave of it in the years in which it reported (CELL; as queries.reporters.cells, with the records in all)."""

    years: pl.DataFrame
    cells: pl.DataFrame


def scanned(edition: Edition, filters: Filters, dimensions: tuple[str, ...]) -> dict[str, Scanned]:
    """By dimension ("" where whole). Periods of several years and records without a year are left out."""
    years, cells = (_figures if edition.kind == "figures" else _victims)(edition, filters, dimensions)
    years = years.filter(pl.when(pl.col("dimension").is_in(["", *PLACES])).then("high").otherwise("known_high") > 0)
    found = {}
    for name in dimensions:
        by_year, given = (frame.filter(pl.col("dimension") == name) for frame in (years, cells))
        found[name] = Scanned(
            by_year.select(YEAR).sort("code", "year"), given.select(CELL).sort("code", "reporter", "year")
        )
    return found


def _figures(_edition: Edition, filters: Filters, dimensions: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One statement a slice; the whole and its places share one."""
    slices = {name: slice_of(filters, name) for name in dimensions}
    frames = [
        run("figures_scanned", filters, dimensions=[name for name in dimensions if slices[name] == one],
            **one.parameters())
        for one in dict.fromkeys(slices.values())
    ]  # fmt: skip
    rows = pl.concat(frames)
    answers = pl.col("code").is_not_null()
    sums = (
        pl.col("low").filter(answers).sum().alias("known"), pl.col("high").filter(answers).sum().alias("known_high"),
        pl.col("low").sum().alias("total"),
    )  # fmt: skip
    said = rows.filter(answers)
    cells = said.join(rows.group_by(_AT).agg(sums), on=_AT)
    by_year = said.group_by("dimension", "code", "year").agg(pl.col("low", "high").sum())
    return by_year.join(rows.group_by("dimension", "year").agg(sums), on=["dimension", "year"]), cells


def _victims(edition: Edition, filters: Filters, dimensions: tuple[str, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = run("victims_scanned", filters, dimensions=[*dimensions])
    said, asked = rows.filter(pl.col("code").is_not_null()), _asked(rows)
    codes = said.select("dimension", "code", "zeros").unique()
    in_all = asked.group_by("dimension", "year").agg(pl.col("answered", "total").sum())
    sums = said.group_by("dimension", "code", "year").agg(pl.col("yes", "no").sum())
    years = codes.join(in_all, on="dimension").join(sums, on=["dimension", "code", "year"], how="left")
    ever = said.filter(pl.col("yes") > 0, pl.col("reporter").is_not_null())
    ever = ever.select("dimension", "code", "reporter", "zeros").unique()
    if not reporter_of(edition):
        ever = ever.clear()
    there = _reported(ever, _answering(edition, filters, dimensions, rows))
    cells = there.join(asked, on=_AT, how="left")
    cells = cells.join(said.drop("answered", "total", "zeros"), on=[*_AT, "code"], how="left")
    return _counted(years), _counted(cells)


def _asked(rows: pl.DataFrame) -> pl.DataFrame:
    """By dimension, reporter and year: the records that answered, and all of them."""
    return rows.filter(pl.col("code").is_null()).select(*_AT, "answered", "total")


def _answering(edition: Edition, filters: Filters, dimensions: tuple[str, ...], rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of all records that answer what is asked: those of the selection itself, where it is everything."""
    if not any(getattr(filters, name) for name in DIMENSIONS):
        return rows
    asked = asked_of(edition, filters, "").filters
    return run_answering("victims_scanned", asked, dimensions=[*dimensions])


def _reported(ever: pl.DataFrame, answering: pl.DataFrame) -> pl.DataFrame:
    """In which years each reporter of a code reported: any of its records answers, this very code where its "no" is
    published."""
    there = _asked(answering).filter(pl.col("answered") > 0).select(_AT)
    given = answering.filter(pl.col("yes") + pl.col("no") > 0).select(*_AT, "code")
    shared = ever.filter(~pl.col("zeros")).join(there, on=["dimension", "reporter"])
    own = ever.filter("zeros").join(given, on=["dimension", "code", "reporter"])
    return pl.concat([shared, own.select(shared.columns)])


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    full = rows.with_columns(pl.col("yes", "no", "answered", "total").fill_null(0))
    return full.with_columns(_KNOWN, low="yes", high="yes").with_columns(known_high="known")
