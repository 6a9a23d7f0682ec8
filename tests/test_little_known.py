"""A share whose answer is known for the smaller part says so in its headline; the other ones say nothing."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest

from pages.parts.little_known import aside, known_for, of_rows
from pages.parts.statement import statement
from pages.parts.words import words
from tests.frames import COUNTED, PLAIN, trend

EN, FR = words("en"), words("fr")
Counts = Mapping[str, Mapping[int | tuple[int, int], int | tuple[int, int] | None]]
NB = "\u00a0"


@pytest.mark.parametrize(("known", "said"), [(0, "known for 0%"), (49, "known for 49%"), (50, ""), (100, "")])
def test_only_the_smaller_part_is_told(known: int, said: str) -> None:
    assert known_for(known, 100, EN) == said
    assert aside(known, 100, EN, "takeaway.of_all") == (f" ({known}% of all)" if said else "")


def test_of_how_many_is_not_known_nothing_is_told() -> None:
    assert known_for(5, 0, FR) == ""
    assert of_rows(pl.DataFrame({"known": [10, 10], "total": [40, 60]}), FR) == f" (20{NB}% du total)"


def test_a_year_known_for_few_says_so_and_one_known_for_most_does_not() -> None:
    counts: Counts = {"forced_labour": {2018: 40, 2019: 60}}
    figure = trend(counts, by="exploitation", measure="share", known=lambda _: 100, edition=PLAIN)
    few = figure.frame.with_columns(pl.when(pl.col("year_first") == 2019).then(400).otherwise(120).alias("total"))
    headline = statement(replace(figure, frame=few), EN).headline
    assert "2019 (known for 25%)" in headline
    assert "2018 (" not in headline


def test_published_parts_are_told_of_the_published_total_of_their_year() -> None:
    counts: Counts = {"minor": {2019: 60}}
    figure = trend(counts, by="age", measure="share", known=lambda _: 100, edition=COUNTED)
    facts = {**figure.facts, "whole_by_year": {2019: 1000}}
    headline = statement(replace(figure, facts=facts), EN).headline
    assert headline.endswith("60% in 2019 (known for 10%), as published.")
