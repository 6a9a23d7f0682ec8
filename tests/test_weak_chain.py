"""A chain of neighbouring years is told only where every link of it holds."""

import polars as pl
import pytest

from pages.parts.statement import statement
from pages.parts.words import words
from queries.account import account
from tests.frames import COUNTED, cells, reported

Given = dict[str, dict[int, int | tuple[int, int]]]
CHAIN = "neighbouring years"
# One after the other: no panel, and each pair of years shares one.
STRONG: Given = {"ITA": {2016: 400, 2017: 500}, "FRA": {2017: 900, 2018: 800}, "DEU": {2018: 300, 2019: 330}}
WEAK: Given = {**STRONG, "FRA": {2017: 20, 2018: 2}}
LOOSE: Given = {**STRONG, "FRA": {2017: (100, 300), 2018: (100, 300)}}


def text(given: Given) -> str:
    return statement(reported(given, edition=COUNTED), words("en")).text


@pytest.mark.parametrize(("given", "is_told"), [(STRONG, True), (WEAK, False), (LOOSE, False)])
def test_a_chain_with_a_small_or_a_loose_link_is_not_told(given: Given, is_told: bool) -> None:
    assert (CHAIN in text(given)) == is_told
    if not is_told:
        assert "too few reported every year to compare the same ones" in text(given)


def test_the_base_of_a_chain_is_its_smallest_link() -> None:
    for given, least in ((STRONG, 300), (WEAK, 20), (LOOSE, 100)):
        assert account("", cells(given).with_columns(pl.lit("").alias("code")), 2016, 2019).chained_base == least
