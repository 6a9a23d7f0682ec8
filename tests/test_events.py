"""Breaks found in the data: only material ones, never a lag called an end, and nothing told twice."""

from typing import Any

import pytest

from queries.catalogue import Break
from queries.events import Event, reporter_events
from queries.figures import trend
from queries.interval import Interval
from queries.view import Filters, View

Cells = dict[str, dict[int, int | tuple[int, int]]]
STEADY: Cells = {"big": dict.fromkeys(range(2010, 2016), 1000)}


def found(cells: Cells, **options: Any) -> list[tuple[int, str, str]]:
    return [(one.year, one.kind, one.reporter) for one in events_of(cells, **options)]


def events_of(cells: Cells, first: int = 2010, last: int = 2015, **options: Any) -> list[Event]:
    given = {
        name: {year: Interval(*value) if isinstance(value, tuple) else Interval(value, value)
               for year, value in values.items()}
        for name, values in cells.items()
    }  # fmt: skip
    return reporter_events(given, first, last, **options)


def test_who_was_there_from_the_start_and_stays_is_no_event() -> None:
    assert found(STEADY) == []


def test_a_reporter_enters_leaves_pauses_and_returns() -> None:
    cells = STEADY | {"one": {2011: 200, 2012: 200, 2014: 200}}
    assert found(cells) == [(2011, "enters", "one"), (2013, "pauses", "one"), (2014, "returns", "one"),
                            (2015, "leaves", "one")]  # fmt: skip


def test_the_window_decides_what_enters() -> None:
    cells = STEADY | {"one": {2011: 200, 2012: 200, 2013: 200, 2014: 200, 2015: 200}}
    assert found(cells, first=2011) == []


@pytest.mark.parametrize(
    ("value", "told"),
    [(52, False), (53, True), ((4, 60), False), ((53, 57), True)],
)
def test_only_a_twentieth_of_what_was_published_is_told(value: int | tuple[int, int], told: bool) -> None:
    assert bool(found(STEADY | {"one": dict.fromkeys(range(2013, 2016), value)})) is told


def test_fewer_than_thirty_are_never_told() -> None:
    small: Cells = {"big": dict.fromkeys(range(2010, 2016), 100), "one": {2013: 29, 2014: 29, 2015: 29}}
    assert found(small) == []


@pytest.mark.parametrize(("after", "kind"), [(450, "jumps"), (400, None), (90, "drops"), (101, None)])
def test_a_jump_more_than_doubles_and_a_drop_more_than_halves(after: int, kind: str | None) -> None:
    cells = STEADY | {"one": {year: 200 if year < 2013 else after for year in range(2010, 2016)}}
    cells["big"] = dict.fromkeys(range(2010, 2016), 700)
    assert [told for _, told, _ in found(cells)] == ([kind] if kind else [])


def test_a_jump_that_the_censored_bounds_may_not_be_is_none() -> None:
    cells = STEADY | {"one": {year: (100, 900) if year < 2013 else 1000 for year in range(2010, 2016)}}
    assert found(cells) == []


def test_a_provisional_year_makes_nobody_leave_or_drop() -> None:
    cells = STEADY | {"gone": dict.fromkeys(range(2010, 2015), 500)}
    cells |= {"less": {year: 500 if year < 2015 else 50 for year in range(2010, 2016)}}
    assert {kind for _, kind, _ in found(cells)} == {"leaves", "drops"}
    assert found(cells, provisional=(2015,)) == []


def test_an_end_that_somebody_described_is_told_in_a_provisional_year_too() -> None:
    cells = STEADY | {"hotline.USA": dict.fromkeys(range(2010, 2015), 500)}
    ends = Break(2015, "hotline_leaves", "USA", of="reporters")
    assert [one.described for one in events_of(cells, provisional=(2015,), described=(ends,))] == [True]


def test_a_break_elsewhere_or_in_another_year_describes_nothing() -> None:
    cells = STEADY | {"hotline.USA": dict.fromkeys(range(2013, 2016), 500)}
    for other in (Break(2013, "hotline_enters", "ITA"), Break(2014, "hotline_enters", "USA")):
        assert [one.described for one in events_of(cells, described=(other,))] == [False]


def test_the_share_is_of_the_larger_year() -> None:
    (one,) = events_of(STEADY | {"one": dict.fromkeys(range(2013, 2016), 1000)})
    assert one.share == 0.5
    assert (one.before, one.after) == (None, Interval(1000, 1000))


# ----------------------------------------------------------------------------------------------- the data themselves


def told(by: str = "", code: str = "", **chosen: Any) -> dict[tuple[int, str, str], Event]:
    figure = trend(View("trends", Filters(**chosen), by=by))
    return {(one.year, one.kind, one.reporter): one for one in figure.facts["events"][code]}


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_tells_the_planted_entry_and_exit_and_not_the_tiny_mission() -> None:
    happened = told(from_=2010, to=2022)
    assert set(happened) == {(2015, "enters", "hotline_north"), (2020, "leaves", "rights_clinic")}
    assert all(one.described for one in happened.values())
    everything = told()
    assert not any(reporter == "coastal_mission" for _, _, reporter in everything)
    assert not any(one.year > 2022 for one in everything.values())


@pytest.mark.usefixtures("demonstration")
def test_an_entry_is_told_in_its_own_region_only() -> None:
    assert (2015, "enters", "hotline_north") in told(by="region", code="americas")
    assert not told(by="region", code="asia", from_=2010)


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_pakistan_enters_the_published_figures_in_2019() -> None:
    for one in (told(dataset="unodc-glotip"), told("region", "asia", dataset="unodc-glotip")):
        pakistan = one[2019, "enters", "PAK"]
        assert pakistan.after == Interval(32022, 32022)
        assert pakistan.described


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_united_kingdom_makes_the_jump_of_europe_in_2017() -> None:
    jump = told("region", "europe", dataset="unodc-glotip")[2017, "jumps", "GBR"]
    assert (jump.before, jump.after, jump.described) == (Interval(601, 601), Interval(5138, 5138), False)


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_the_hotline_comes_and_ends_and_one_citizenship_makes_2016() -> None:
    happened = told(dataset="ctdc-k-anonymised", edition="2021-07-15", from_=2014, to=2020)
    assert happened[2015, "enters", "hotline.USA"].described
    assert happened[2020, "leaves", "hotline.USA"].described
    philippines = happened[2016, "jumps", "PHL"]
    assert philippines.group == "origin"
    assert philippines.after == Interval(11262, 11262)
    assert philippines.described


@pytest.mark.real
@pytest.mark.usefixtures("publishers")
def test_a_data_set_that_names_nobody_tells_citizenships_only() -> None:
    happened = told(dataset="ctdc-synthetic", edition="2021-08-25")
    assert {one.group for one in happened.values()} == {"origin"}
