"""All breakdowns in one statement are the very numbers of the statements that every other figure uses."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from queries.catalogue import catalogue
from queries.reporters import cells
from queries.run import run
from queries.signals_cells import YEAR, scanned
from queries.signals_series import dimensions
from queries.slices import slice_of
from queries.view import PLACES, Filters


def by_year(kind: str, filters: Filters, by: str) -> pl.DataFrame:
    """The years of a breakdown as the Trends page has them; codes that nobody ever answered left out."""
    asked = slice_of(filters, by).parameters() if kind == "figures" else {"place": ""}
    frame = run(f"{kind}_by_year", filters, by=by, **asked)
    if "known_high" not in frame.columns:
        frame = frame.with_columns(known_high="known")
    there = pl.col("high") > 0 if by in ("", *PLACES) else pl.col("known_high") > 0
    firm = frame.filter(pl.col("year_first") == pl.col("year_last"), pl.col("code").is_not_null(), there)
    return _answered(firm.select(pl.col("year_first").alias("year"), *(name for name in YEAR if name != "year")))


def _answered(years: pl.DataFrame) -> pl.DataFrame:
    return years.filter(pl.col("high").max().over("code") > 0).select(YEAR).sort("code", "year")


def holds(dataset: str, edition: str, **chosen: Any) -> None:
    found = catalogue().find(dataset, edition)
    assert found is not None
    filters = Filters(dataset=found.dataset, edition=found.edition, **chosen)
    names = dimensions(found, filters)
    every = scanned(found, filters, names)
    assert list(every) == [*names]
    assert not every[""].years.is_empty()
    for name in names:
        one = every[name]
        assert_frame_equal(_answered(one.years), by_year(found.kind, filters, name), check_dtypes=False)
        given = cells(found, filters, name).sort("code", "reporter", "year")
        assert_frame_equal(one.cells.drop("total"), given, check_dtypes=False)
        assert (one.cells["total"] >= one.cells["known"]).all()


CHOSEN = [
    {},
    {"region": ("europe",), "gender": ("female",)},
    {"exploitation": ("forced_labour",)},
    {"sector": ("agriculture",), "age": ("minor",)},
]


@pytest.mark.parametrize("chosen", CHOSEN)
def test_on_the_demonstration(chosen: dict[str, Any], demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    holds("", "", **chosen)


@pytest.mark.real
@pytest.mark.parametrize("edition", ["2017-11-27", "2021-07-15"])
@pytest.mark.parametrize("chosen", CHOSEN[:3])
def test_on_the_k_anonymised_files(
    chosen: dict[str, Any], edition: str, real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    holds("ctdc-k-anonymised", edition, **chosen)


@pytest.mark.real
@pytest.mark.parametrize(
    "chosen", [{}, {"exploitation": ("forced_labour",)}, {"indicator": "convicted"}, {"origin": ("NGA",)}]
)
def test_on_published_figures(chosen: dict[str, Any], real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    holds("unodc-glotip", "2025-04-14", **chosen)
