"""Figures that are all withheld (`<5`) are there; of whom a part is told is said, and no filter's zero is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from etl import build
from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.crosstab import crosstab
from queries.emptied import Way, ways_out
from queries.figure import Figure
from queries.figures import trend
from queries.flows import exchange, flows
from queries.interval import Interval
from queries.link import read_link
from queries.people import people
from queries.people_shares import by_place
from queries.periods import periods
from queries.places import places
from queries.quality import presence, reporters
from tests import fabricated
from tests.fabricated_glotip import ADULT, CHILD, CITIZENSHIP, row

EN, FR = words("en"), words("fr")
PARTS = ({"Sex": "Female"}, {"Sex": "Male"}, {"Age": CHILD}, {"Age": ADULT})
Draw = Callable[..., Figure]


@pytest.fixture(autouse=True, scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Italy gives numbers, Fiji nothing but "fewer than 5"; Pakistan gives nobody of Italy's citizenship."""
    rows = [row("ITA", year, "120") for year in (2019, 2020, 2021, 2022)]
    rows += [row("FJI", year, "<5") for year in (2019, 2020)]
    rows += [row("FJI", 2019, "<5", Sex=sex, Age=age) for sex in ("Female", "Male") for age in (CHILD, ADULT)]
    rows += [row("FJI", 2019, "<5", **part) for part in PARTS]
    rows += [row(place, 2019, value, Dimension=CITIZENSHIP, Category=name) for place, value, name in (
        ("FJI", "<5", "Peru"), ("ITA", "40", "Nigeria"), ("ITA", "20", "Italy"), ("PAK", "30", "Italy"))]  # fmt: skip
    folder = tmp_path_factory.mktemp("withheld")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load([fabricated.glotip_of(folder, rows)])
        yield


def drawn(page: str, draw: Draw, **link: str) -> Figure:
    asked = {"dataset": ["unodc-glotip"]} | {name.rstrip("_"): [value] for name, value in link.items()}
    view, dropped = read_link(page, asked, catalogue())
    assert dropped == ()
    return draw(view)


@pytest.mark.parametrize(
    ("page", "draw", "more"),
    [
        ("trends", trend, {}), ("map", places, {}), ("map", places, {"year": "2019"}), ("map", periods, {}),
        ("people", people, {}), ("people", by_place, {}), ("flows", flows, {}), ("flows", exchange, {}),
        ("table", crosstab, {"by": "gender", "across": "age"}), ("data", presence, {}), ("data", reporters, {}),
    ],
)  # fmt: skip
def test_a_selection_of_withheld_figures_is_not_called_empty(page: str, draw: Draw, more: dict[str, str]) -> None:
    figure = drawn(page, draw, country="FJI", **more)
    assert not figure.is_empty
    assert figure.facts.get("records_high", figure.facts["records"]) > 0
    if draw not in (presence, reporters):
        assert statement(figure, EN).headline != EN("errors.empty_figures")


def test_what_really_matches_nothing_is_empty() -> None:
    for page, draw in (("trends", trend), ("map", places), ("map", periods)):
        assert drawn(page, draw, country="FJI", from_="2021").is_empty


def test_a_way_out_may_lead_to_figures_that_are_withheld() -> None:
    figure = drawn("trends", trend, country="FJI", from_="2021")
    ways = {way.dropped: way for way in ways_out(figure)}
    assert ways["years",] == Way(("years",), Interval(0, 8))
    assert ways["country",].found == Interval(240, 240)


@pytest.mark.parametrize("texts", [EN, FR])
def test_withheld_figures_are_told_as_their_bounds_and_give_no_share(texts: Any) -> None:
    bounds = texts.range(0, 4)
    assert bounds in statement(drawn("trends", trend, country="FJI"), texts).headline
    told = statement(drawn("people", people, country="FJI"), texts)
    assert texts.range(0, 16) in told.headline
    assert texts.percent(0) not in told.text
    assert texts("takeaway.no_value_figures") in statement(drawn("people", by_place, country="FJI"), texts).headline


def test_a_side_that_a_filter_takes_away_is_not_told_as_none() -> None:
    both = statement(drawn("flows", exchange, place="ITA"), EN).headline
    assert both == "Italy: 1 other country reports its citizens; it reports 1 other citizenship."
    there = statement(drawn("flows", exchange, place="ITA", country="ITA"), EN).headline
    assert there == "Italy reports 1 other citizenship."
    citizens = statement(drawn("flows", exchange, place="ITA", origin="ITA"), EN).headline
    assert citizens == "Italy: 1 other country reports its citizens."
    elsewhere = statement(drawn("flows", exchange, place="ITA", country="PAK"), EN).headline
    assert elsewhere == "Pakistan · Italy: 1 other country reports its citizens."


def test_a_side_alone_has_no_published_total_to_be_short_of() -> None:
    facts = drawn("flows", exchange, place="ITA").facts
    assert (facts["whole"], facts["whole_high"]) == (None, None)


def test_years_that_are_still_filling_up_are_said_of_a_crosstab() -> None:
    told = statement(drawn("table", crosstab, by="region", across="year"), EN).text
    assert "2022 is provisional" in told
    until = statement(drawn("table", crosstab, by="region", across="year", to="2021"), EN).text
    assert "provisional" not in until
