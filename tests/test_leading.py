"""Influence inside a panel: who alone makes most of the change of the same reporters is named, with the rest."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import Break
from queries.events import Event
from queries.interval import Interval
from queries.leading import Leading, leading
from queries.panels import panel
from queries.trend_tests import Finding
from tests.frames import COUNTED, reported

Values = Mapping[str, tuple[int, int, int]]


def found(given_: Values) -> Leading | None:
    table = {one: {2018 + at: Interval(n, n) for at, n in enumerate(values)} for one, values in given_.items()}
    return leading(table, panel(table, 2018, 2020), 2018, 2020)


numbers = st.tuples(*[st.integers(0, 500)] * 3)


@given(st.dictionaries(st.sampled_from(["ITA", "FRA", "PAK", "GBR"]), numbers, min_size=1))
def test_it_is_whoever_makes_more_than_half_counted_in_a_loop(values: Values) -> None:
    before, after = (sum(one[at] for one in values.values()) for at in (0, 2))
    one = found(values)
    alone = [name for name, own in values.items() if before != after and 2 * (own[2] - own[0]) / (after - before) > 1]
    if len(values) < 2 or not alone:
        assert one is None
        return
    largest = max((values[name][2] - values[name][0]) / (after - before) for name in alone)
    assert one is not None
    assert one.share == pytest.approx(largest)
    rest = [own for name, own in values.items() if name != one.reporter]
    assert one.from_without == Interval(sum(own[0] for own in rest), sum(own[0] for own in rest))
    assert one.to_without == Interval(sum(own[2] for own in rest), sum(own[2] for own in rest))


def years(first: int, last: int) -> dict[int, int]:
    """A value a year from 2010 to 2019, in even steps."""
    return {2010 + at: first + (last - first) * at // 9 for at in range(10)}


PARTLY = {"USA": years(300, 9000), "ITA": years(500, 600), "FRA": years(500, 560), "DEU": {2019: 400}}
AGAINST = {"USA": years(300, 9000), "ITA": years(500, 400), "FRA": years(500, 460), "DEU": {2019: 400}}
EVENLY = {"USA": years(300, 900), "ITA": years(500, 1000), "FRA": years(500, 1000), "DEU": {2019: 400}}
RISING = Finding("clear", 1, 0.001, Interval(800, 1200), 1000.0, 10, 2010, 2019)


@pytest.mark.parametrize(
    ("given_", "english", "french"),
    [
        (
            PARTLY,
            "In the same countries, 98% of the change is that of a single one: United States; without it, +16%.",
            "Dans les mêmes pays, un seul représente 98\xa0% de la variation\xa0: "
            "États-Unis\u202f; sans lui, +16\xa0%.",
        ),
        (
            AGAINST,
            "In the same countries, a single one makes more than the whole change: United States; without it, −14%.",
            "Dans les mêmes pays, un seul représente plus que toute la variation\xa0: "
            "États-Unis\u202f; sans lui, −14\xa0%.",
        ),
    ],
)
def test_a_rise_that_one_country_makes_is_told_as_its(
    given_: Mapping[str, Mapping[int, int]], english: str, french: str
) -> None:
    figure = reported(given_, edition=COUNTED)
    for language, said in (("en", english), ("fr", french)):
        assert said in statement(figure, words(language)).text.replace("\u202f%", "\xa0%")


def test_a_rise_of_all_is_nobodys() -> None:
    assert "single one" not in statement(reported(EVENLY, edition=COUNTED), words("en")).text
    assert "single one" in statement(reported(PARTLY, edition=COUNTED), words("en")).text


def test_of_several_series_the_one_behind_a_trend_is_named() -> None:
    one, other = (
        reported(PARTLY, edition=COUNTED, code="americas", by="region"),
        reported(EVENLY, edition=COUNTED, code="asia", by="region"),
    )
    both = replace(
        one,
        frame=pl.concat([one.frame, other.frame], how="diagonal_relaxed"),
        facts={
            **one.facts,
            "accounts": one.facts["accounts"] | other.facts["accounts"],
            "findings": {"americas": RISING, "asia": RISING},
        },
    )
    said = statement(both, words("en")).text
    assert "Americas, clearly rising (more than half of it: United States)" in said
    assert "Asia, clearly rising." in said or "Asia, clearly rising;" in said


def test_over_a_change_of_the_counting_the_others_have_two_values_and_no_factor() -> None:
    broken = replace(COUNTED, breaks=(Break(2014, "iom_system"),))
    told = statement(reported(PARTLY, edition=broken), words("en")).text
    assert "single one: United States; without it, from 1,000 to 1,160." in told


def test_bounds_of_an_event_follow_a_from() -> None:
    jump = Event(2019, "jumps", "FRA", "reporter", Interval(658, 714), Interval(1839, 1887), 0.3)
    figure = reported(EVENLY, edition=COUNTED)
    figure = replace(figure, facts={**figure.facts, "events": {"": (jump,)}})
    assert "France, from 658–714 to 1,839–1,887 in 2019" in statement(figure, words("en")).text
    assert "de 658–714 à 1\u202f839–1\u202f887" in statement(figure, words("fr")).text
