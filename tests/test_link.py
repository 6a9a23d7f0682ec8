"""A link is a view's spelling: what it asks for opens, and what cannot be opened is named."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.store import NoDatabaseError
from queries.link import DEFAULT_BY, PAGE_BY, PAGE_MEASURES, link_parameters, read_link
from queries.shares import has_a_share
from queries.view import DIMENSIONS, MEASURES, Filters, View
from tests.made import FIGURES, VICTIMS, loaded

PAGES = ("home", "trends", "map", "quality", "sources")
TWO = loaded(VICTIMS, replace(VICTIMS, edition="2020-01-01"), FIGURES)


def opened(page: str = "trends", **link: str | list[str]) -> tuple[View, list[tuple[str, str, str]]]:
    spelled = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in link.items()}
    view, dropped = read_link(page, spelled, loaded())
    return view, [(part.key, part.value, part.reason) for part in dropped]


def test_a_bare_link_opens_the_first_data_set_that_is_not_the_demonstration() -> None:
    view, dropped = opened()
    assert (view, dropped) == (View("trends"), [])


def test_a_link_keeps_several_values_of_one_filter() -> None:
    view, dropped = opened(country=["ITA", "NAM"])
    assert (view.filters.country, dropped) == (("ITA", "NAM"), [])


def test_namibia_is_not_a_missing_value() -> None:
    assert opened(country="NAM")[0].filters.country == ("NAM",)


def test_a_hand_typed_link_may_mix_its_cases() -> None:
    view, dropped = opened(country="ita", region="Europe")
    assert (view.filters.country, view.filters.region, dropped) == (("ITA",), ("europe",), [])


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({"dataset": "gone"}, ("dataset", "gone", "not_loaded")),
        ({"dataset": "ctdc-synthetic", "edition": "1999"}, ("edition", "1999", "not_loaded")),
        ({"region": "atlantis"}, ("region", "atlantis", "value")),
        ({"method": "agency"}, ("method", "agency", "lacking")),
        ({"by": "method"}, ("by", "method", "lacking")),
        ({"measure": "share"}, ("measure", "share", "no_share")),
        ({"by": "shoe_size"}, ("by", "shoe_size", "value")),
        ({"measure": "rate"}, ("measure", "rate", "rate_records")),
        ({"from_": "last year"}, ("from", "last year", "year")),
        ({"from_": "2019", "to": "2010"}, ("to", "2010", "years_reversed")),
        ({"indicator": "convicted"}, ("indicator", "convicted", "value")),
        ({"utm_source": "mail"}, ("utm_source", "mail", "parameter")),
        ({"country": "x'); DROP TABLE victims; --"}, ("country", "X'); DROP TABLE VICTIMS; --", "value")),
    ],
)
def test_what_a_link_asks_in_vain_is_named_with_its_reason(
    link: dict[str, str], expected: tuple[str, str, str]
) -> None:
    assert opened(**link)[1] == [expected]


def test_a_breakdown_that_was_not_published_with_the_filter_is_refused() -> None:
    view, dropped = opened(dataset="unodc-glotip", exploitation="forced_labour", by="gender")
    assert (view.by, dropped) == ("", [("by", "gender", "not_together")])


def test_a_filter_that_was_not_published_with_another_is_refused() -> None:
    view, dropped = opened(dataset="unodc-glotip", exploitation="forced_labour", gender="female")
    assert (view.filters.exploitation, dropped) == (("forced_labour",), [("gender", "female", "not_together")])


def test_citizenship_and_exploitation_are_never_crossed_in_published_figures() -> None:
    view, dropped = opened(dataset="unodc-glotip", origin="NGA", exploitation="forced_labour")
    assert [reason for *_, reason in dropped] == ["not_together"]
    assert not (view.filters.origin and view.filters.exploitation)


def test_without_any_edition_the_reader_is_told_how_to_load_one() -> None:
    with pytest.raises(NoDatabaseError, match="trends demo"):
        read_link("home", {}, loaded(*()).__class__(()))


def test_a_map_has_no_index() -> None:
    assert opened("map", measure="index")[1] == [("measure", "index", "value")]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ({"year": "last"}, "year"),
        ({"year": "1066"}, "year_outside"),
        ({"year": "2022"}, "year_outside"),
        ({"year": "2019", "from_": "2020"}, "year_outside"),
        ({"year": "2019", "to": "2018"}, "year_outside"),
    ],
)
def test_a_bad_year_of_a_map_is_dropped_with_its_reason(link: dict[str, str], reason: str) -> None:
    view, dropped = opened("map", **link)
    assert (view.year, dropped) == (None, [("year", link["year"], reason)])


def test_a_year_is_part_of_the_view_of_a_map_and_of_no_other_page() -> None:
    view, dropped = opened("map", year="2019", from_="2015", to="2020")
    assert (view.year, dropped) == (2019, [])
    assert link_parameters(view) == {"from": ["2015"], "to": ["2020"], "year": ["2019"]}
    assert opened("trends", year="2019")[1] == [("year", "2019", "parameter")]


def test_a_year_of_a_data_set_without_countries_is_refused_for_there_is_no_map() -> None:
    without = replace(VICTIMS, answers=frozenset({"region", "gender"}))
    view, dropped = read_link("map", {"year": ["2019"]}, loaded(without))
    assert view.year is None
    assert [(part.key, part.reason) for part in dropped] == [("year", "year_of_no_map")]


def test_the_language_is_the_frames_and_no_part_of_a_view() -> None:
    assert opened(lang="fr") == opened()


chosen = {name: st.lists(st.sampled_from(sorted(VICTIMS.options[name])), unique=True) for name in VICTIMS.options}


@given(
    page=st.sampled_from(PAGES),
    codes=st.fixed_dictionaries(chosen),
    years=st.tuples(st.none() | st.integers(1950, 2000), st.none() | st.integers(2001, 2050)),
    by=st.sampled_from(["", *sorted(VICTIMS.answers)]),
    measure=st.sampled_from([name for name in MEASURES if name != "rate"]),  # records have none (tests/test_rates.py)
)
def test_every_view_survives_its_own_link(
    page: str, codes: dict[str, list[str]], years: tuple[int | None, int | None], by: str, measure: str
) -> None:
    filters = Filters(VICTIMS.dataset, VICTIMS.edition, from_=years[0], to=years[1])
    filters = filters.having({name: tuple(values) for name, values in codes.items()})
    by = by if by in PAGE_BY.get(page, ("", *DIMENSIONS)) else DEFAULT_BY.get(page, "")
    view = View(page, filters, by, measure)
    assume(measure in PAGE_MEASURES.get(page, MEASURES))
    assume(measure != "share" or has_a_share(view))
    assert read_link(page, link_parameters(view), loaded()) == (view, ())


keys = st.sampled_from(["dataset", "edition", "indicator", "from", "to", "by", "measure", "show", *DIMENSIONS])


@given(st.sampled_from(PAGES), st.dictionaries(keys | st.text(max_size=12), st.lists(st.text(max_size=20), max_size=3)))
def test_no_link_breaks_a_page(page: str, link: dict[str, list[str]]) -> None:
    view, _ = read_link(page, link, loaded())
    assert read_link(page, link_parameters(view), loaded())[0].filters == view.filters


@given(
    st.sets(st.sampled_from(["exploitation", "origin", "origin_region", "gender", "age"])),
    st.sampled_from(["", *DIMENSIONS]),
)
def test_a_published_figures_view_always_reads_a_published_slice(filters: set[str], by: str) -> None:
    from queries.slices import published

    link = {"dataset": ["unodc-glotip"], "by": [by]} | {name: list(FIGURES.options[name])[:1] for name in filters}
    view, _ = read_link("trends", link, loaded())
    assert published(FIGURES, view.filters, view.by)


def compared(**link: str | list[str]) -> tuple[View, list[tuple[str, str, str]]]:
    """A link of the page Compare, among two editions of one data set and another data set."""
    spelled = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in link.items()}
    view, dropped = read_link("compare", spelled, TWO)
    return view, [(part.key, part.value, part.reason) for part in dropped]


def test_the_second_selection_is_the_first_with_what_differs() -> None:
    view, dropped = compared(region="europe", gender="female", with_gender="male")
    assert (view.versus, dropped) == (Filters(region=("europe",), gender=("male",)), [])


def test_an_empty_key_takes_a_filter_off_the_second_selection() -> None:
    view, dropped = compared(gender="female", from_="2010", with_gender="", with_from="")
    assert (view.versus, dropped) == (Filters(), [])


def test_without_a_second_selection_there_is_none() -> None:
    assert compared(gender="female")[0].versus is None


def test_a_second_selection_that_is_the_first_one_is_none_and_that_is_said() -> None:
    view, dropped = compared(gender="female", with_gender="female")
    assert (view.versus, dropped) == (None, [("with_gender", "female", "same")])
    view, dropped = compared(with_dataset="ctdc-synthetic", with_edition="2021-08-25")  # the newest, by name
    assert (view.versus, dropped) == (None, [("with_dataset", "ctdc-synthetic", "same")])


def test_what_the_second_selection_asks_in_vain_is_named_under_its_own_key() -> None:
    view, dropped = compared(gender="female", with_gender=["male", "other_thing"], with_method="agency")
    assert view.versus == Filters(gender=("male",))
    assert dropped == [("with_method", "agency", "lacking"), ("with_gender", "other_thing", "value")]


def test_an_edition_of_the_first_data_set_names_none_of_the_second() -> None:
    view, _ = compared(dataset="ctdc-synthetic", edition="2020-01-01", with_dataset="unodc-glotip")
    assert view.versus == Filters("unodc-glotip")


def test_on_other_pages_a_second_selection_means_nothing() -> None:
    assert opened("trends", with_gender="male")[1] == [("with_gender", "male", "parameter")]
    assert opened("trends", with_gender="male")[0].versus is None


def test_shares_are_compared_only_of_one_answer_to_the_same_question() -> None:
    assert compared(gender="female", with_gender="male", measure="share")[0].measure == "share"
    for other in ({"with_gender": ""}, {"with_gender": "", "with_age": "minor"}, {"with_gender": ["male", "female"]}):
        view, dropped = compared(gender="female", measure="share", **other)  # type: ignore[arg-type]
        assert view.measure == "count"
        assert dropped[-1] == ("measure", "share", "no_share")


def test_a_comparison_is_not_broken_down() -> None:
    assert compared(by="gender", gender="female", with_gender="male")[1] == [("by", "gender", "value")]


years = st.tuples(st.none() | st.integers(1950, 2000), st.none() | st.integers(2001, 2050))


def picked(codes: dict[str, list[str]], edition: str, window: tuple[int | None, int | None]) -> Filters:
    plain = Filters(VICTIMS.dataset, edition, from_=window[0], to=window[1])
    return plain.having({name: tuple(values) for name, values in codes.items()})


editions = st.sampled_from(["2021-08-25", "2020-01-01"])
selections = st.builds(picked, st.fixed_dictionaries(chosen), editions, years)


@given(selections, selections, st.sampled_from([name for name in MEASURES if name != "rate"]))
def test_every_comparison_survives_its_own_link(one: Filters, other: Filters, measure: str) -> None:
    view = View("compare", one, measure=measure, versus=other if other != one else None)
    assume(measure != "share" or has_a_share(view))
    assert read_link("compare", link_parameters(view), TWO) == (view, ())


second = st.sampled_from([f"with_{name}" for name in ("dataset", "edition", "indicator", "from", "to", *DIMENSIONS)])
texts = st.sampled_from(
    ["", "2010", "2020-01-01", "ctdc-synthetic", "unodc-glotip", "female", "NGA", "europe", "convicted"]
)


@given(st.dictionaries(keys | second, st.lists(texts | st.text(max_size=9), max_size=3), max_size=8))
def test_no_link_breaks_the_page_that_compares(link: dict[str, list[str]]) -> None:
    view, _ = read_link("compare", link, TWO)
    again, dropped = read_link("compare", link_parameters(view), TWO)
    assert (again.filters, again.versus) == (view.filters, view.versus)
    assert not [part for part in dropped if part.reason != "no_share"]
