"""What one who comes or leaves hides is found in the same reporters, and flat ones hardly ever raise an alarm there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from queries.signals_causes import Change, cause
from queries.signals_panels import same_reporters
from queries.signals_parts import Reported, added
from queries.signals_series import Counted, Series
from queries.signals_steps import Step, every_step
from queries.view import Filters
from tests.made import VICTIMS

Numbers = np.random.Generator
EDITION = replace(VICTIMS, breaks=(), provisional=(2022,))
YEARS = range(2004, 2022)
SETS = 1200


def counts(values: dict[int, int]) -> dict[int, Counted]:
    return {year: Counted(*[value] * 5) for year, value in values.items()}


def whole(given: Reported, of: str = "count") -> Series:
    years = sorted({year for values in given.values() for year in values})
    return Series("", "", of, {year: added(given, year) for year in years})  # type: ignore[arg-type]


def steps(given: Reported) -> list[Step]:
    return [*every_step(whole(given), given, EDITION)]


def rise(year: int) -> int:
    """300 a year to 2012, then 60 more each year up to 2018: slow enough for no single step to stand out."""
    return 300 + 60 * min(max(year - 2012, 0), 6)


STEADY = {name: counts(dict.fromkeys(YEARS, 300)) for name in "abc"}
RISING = {"rising": counts({year: rise(year) for year in YEARS})}


def test_a_rise_that_a_leaving_reporter_hides_is_found_in_the_same_reporters() -> None:
    leaves = {"leaves": counts({year: 372 for year in YEARS if year <= 2014})}
    found = [step for step in steps(STEADY | RISING | leaves) if step.within]
    assert [(step.first, step.last, step.rises) for step in found] == [(2012, 2018, True)]
    (one,) = found
    assert one.within is not None
    assert (one.within.value(2012).low, one.within.value(2018).low) == (1200, 1560)
    published = one.series.value(2012).low, one.series.value(2018).low
    assert abs(published[1] / published[0] - 1) < 0.02, "as published it is flat"
    assert set(one.reported) == {*STEADY, "rising"}


def test_a_fall_that_coming_reporters_hide_is_found_in_the_same_reporters() -> None:
    falls = {"falls": counts({year: 1000 - rise(year) for year in YEARS})}
    come = {f"from {since}": counts(dict.fromkeys(range(since, 2022), 60)) for since in range(2013, 2019)}
    found = steps(STEADY | falls | come)
    assert [(step.first, step.last, step.rises, bool(step.within)) for step in found] == [(2012, 2018, False, True)]


def test_what_is_published_the_same_way_is_told_once() -> None:
    comes = {"comes": counts({year: 40 for year in YEARS if year >= 2008})}
    found = steps(STEADY | RISING | comes)
    assert [(step.first, step.last, bool(step.within)) for step in found] == [(2012, 2018, False)]


def test_where_everybody_reports_every_year_there_is_no_second_line() -> None:
    given = STEADY | RISING
    assert same_reporters(whole(given), given, EDITION)[0] is None


def test_a_panel_that_is_little_of_what_was_published_is_not_scanned() -> None:
    large = {"large": counts({year: 9000 for year in YEARS if year > 2004})}
    given = STEADY | RISING | large
    line, _ = same_reporters(whole(given), given, EDITION)
    assert line is not None
    assert min(line.years) == 2004, "before it comes, the others are all of it"
    assert not [step for step in steps(given) if step.within], "but they speak for nothing that it is in"


def test_the_years_are_the_most_that_the_panel_stands_for_and_no_provisional_one() -> None:
    late = {name: counts(dict.fromkeys(range(2010, 2023), 400)) for name in "xyz"}
    early = {"early": counts(dict.fromkeys(range(2004, 2012), 500))}
    line, members = same_reporters(whole(late | early), late | early, EDITION)
    assert line is not None
    assert (min(line.years), max(line.years), set(members)) == (2010, 2021, set("xyz"))


def flat(random: Numbers) -> Reported:
    """Five to fourteen reporters that stay what they are; most groups have some who come, leave or pause."""
    every = range(2022 - int(random.integers(10, 19)), 2022)
    return {
        f"reporter {at}": counts(dict(zip(own, _around(random, len(own)), strict=True)))
        for at in range(int(random.integers(5, 15)))
        if (own := [*_years(random, every)])
    }


def _around(random: Numbers, years: int) -> list[int]:
    """People are found in groups: the variance is up to 25 times that of counting."""
    mean, times = random.uniform(40, 900), random.uniform(1.01, 25)
    size = mean / (times - 1)
    return [int(value) for value in random.negative_binomial(size, size / (size + mean), years)]


def _years(random: Numbers, every: range) -> Iterator[int]:
    fate = random.choice(["stays", "comes", "leaves", "pauses"], p=[0.55, 0.2, 0.15, 0.1])
    at = int(random.integers(every.start + 2, every.stop - 2))
    for year in every:
        if {"stays": True, "comes": year >= at, "leaves": year < at, "pauses": year != at}[str(fate)]:
            yield year


def causes(given: Reported) -> Iterator[tuple[str, bool]]:
    active = {name: frozenset(values) for name, values in given.items()}
    for step in every_step(whole(given), given, EDITION):
        line = step.within or step.series
        change = Change(EDITION, Filters(), line, step.first, step.last, step.reported, active)
        yield cause(change).kind, step.within is not None


def test_at_most_a_twentieth_of_flat_series_are_left_open_while_reporters_come_and_go() -> None:
    random = np.random.default_rng(12)
    alarms: dict[str, int] = {"left open": 0, "in the same reporters": 0, "told": 0, "scanned": 0}
    for _ in range(SETS):
        given = flat(random)
        found = [*causes(given)]
        alarms["scanned"] += same_reporters(whole(given), given, EDITION)[0] is not None
        alarms["told"] += bool(found)
        alarms["left open"] += any(kind == "open" for kind, _ in found)
        alarms["in the same reporters"] += any(hidden for _, hidden in found)
    assert alarms["scanned"] > 0.6 * SETS, alarms
    assert alarms["told"] > 0.2 * SETS, "who comes and goes shows as published, and is explained"
    assert alarms["left open"] / SETS <= 0.05, alarms
    assert alarms["in the same reporters"] / alarms["scanned"] <= 0.05, alarms


@pytest.mark.parametrize("given", [{}, {"one": counts({2020: 5})}])
def test_too_few_years_have_no_line(given: Any) -> None:
    assert same_reporters(whole(given), given, EDITION)[0] is None
