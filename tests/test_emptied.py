"""What an empty selection could do without: the numbers are those of the page that a button leads to."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from queries.catalogue import Edition, catalogue
from queries.emptied import YEARS, Way, ways_out, without
from queries.figure import Figure
from queries.figures import trend
from queries.places import places
from queries.shares import has_a_share, share_of
from queries.slices import published
from queries.view import DIMENSIONS, Filters, View

UNUSUAL = [HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow]
FEW = settings(max_examples=4, suppress_health_check=UNUSUAL)


@pytest.fixture(autouse=True)
def demonstration(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))


def named(figure: Figure) -> dict[tuple[str, ...], tuple[float, float]]:
    return {way.dropped: (way.found.low, way.found.high) for way in ways_out(figure)}


def counted(figure: Figure, dropped: tuple[str, ...], draw: Any = trend) -> int:
    """What the page shows without some filters."""
    return int(draw(replace(figure.view, filters=without(figure.view.filters, dropped))).facts["records"])


def on(view: View) -> list[str]:
    years = [YEARS] if (view.filters.from_, view.filters.to) != (None, None) else []
    return [name for name in DIMENSIONS if getattr(view.filters, name) and name != share_of(view)] + years


def test_the_years_are_what_to_take_off_where_they_are_the_reason() -> None:
    figure = trend(View("trends", Filters(region=("europe",), from_=1950, to=1951)))
    assert figure.is_empty
    assert named(figure) == {(YEARS,): (counted(figure, (YEARS,)),) * 2}


def test_a_full_selection_has_no_filter_that_stands_alone_for_nothing() -> None:
    assert named(trend(View("trends", Filters()))) == {}


def test_where_no_single_filter_is_enough_two_are_named() -> None:
    options = catalogue().default().options
    country, origin = [*options["country"]][-1], [*options["origin"]][-1]
    filters = Filters(country=(country,), origin=(origin,), from_=1950, to=1951)
    figure = trend(View("trends", filters))
    assert {len(dropped) for dropped in named(figure)} == {2}
    assert all(YEARS in dropped for dropped in named(figure))


def codes(edition: Edition, name: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Codes of a dimension, rare ones more often."""
    return st.lists(st.sampled_from([*edition.options[name]][::-1]), max_size=2, unique=True).map(tuple)


def drawn(edition: Edition, data: st.DataObject, measures: tuple[str, ...]) -> View:
    """A selection of a few rare codes and a few years, of which many match nothing."""
    offered = st.sampled_from([name for name in DIMENSIONS if name in edition.options])
    names = data.draw(st.lists(offered, min_size=2, max_size=4, unique=True))
    filters = Filters(dataset=edition.dataset).having({name: data.draw(codes(edition, name)) for name in names})
    year = data.draw(st.none() | st.integers(edition.first_year or 0, edition.last_year or 0))
    view = View("trends", replace(filters, from_=year, to=year), measure=data.draw(st.sampled_from(measures)))
    assume(view.measure == "count" or has_a_share(view))
    return view


def check(view: View, draw: Any) -> None:
    """Of the pages without one filter, exactly those that show something are offered, with what they show."""
    figure = draw(view)
    assume(figure.is_empty and on(view))
    found = named(figure)
    together = len(next(iter(found))) if found else 2
    expected = {names: counted(figure, names, draw) for names in combinations(on(view), together)}
    # What is all withheld is a way out too, with nothing certain to be found there.
    certain = {names: low for names, (low, _) in found.items() if low}
    assert certain == {names: n for names, n in expected.items() if n}
    assert [*certain.values()] == sorted(certain.values(), reverse=True)
    if together == 2:
        assert not any(counted(figure, (name,), draw) for name in on(view))


@FEW
@given(st.data())
def test_what_a_button_says_is_what_its_trend_shows(data: st.DataObject) -> None:
    check(drawn(catalogue().default(), data, ("count", "share")), trend)


@pytest.mark.real
@FEW
@given(data=st.data(), dataset=st.sampled_from(["ctdc-synthetic", "ctdc-k-anonymised", "ctdc-victim-perpetrator"]))
def test_what_a_button_says_is_what_the_trend_of_the_real_files_shows(
    data: st.DataObject, dataset: str, real_database: Path
) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(real_database))
        edition = catalogue().find(dataset)
        assert edition
        check(drawn(edition, data, ("count",)), trend)


@pytest.mark.real
@FEW
@given(data=st.data())
def test_what_a_button_says_of_published_figures_is_what_their_trend_shows(
    data: st.DataObject, real_database: Path
) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(real_database))
        edition = catalogue().find("unodc-glotip")
        assert edition
        view = drawn(edition, data, ("count",))
        assume(all(published(edition, without(view.filters, (name,))) for name in on(view)))
        assume(all(published(edition, without(view.filters, two)) for two in combinations(on(view), 2)))
        check(view, trend)


def test_a_map_of_nothing_has_a_way_out_as_well() -> None:
    figure = places(View("map", Filters(exploitation=("forced_labour",), from_=1950, to=1951), by="country"))
    assert figure.is_empty
    assert [way.dropped for way in ways_out(figure)] == [(YEARS,)]
    assert isinstance(ways_out(figure)[0], Way)
    assert ways_out(figure)[0].found.low == counted(figure, (YEARS,), places)
