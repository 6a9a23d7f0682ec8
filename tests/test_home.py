"""What home says of each region: the numbers of its own trend, and no number where none can be said."""

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pages.parts.rise_said import markup, row
from pages.parts.statement import statement
from pages.parts.words import words
from queries.account import Account, account, unaccounted
from queries.catalogue import Break, Catalogue, Edition, catalogue
from queries.figure import Figure
from queries.interval import Interval
from queries.panels import Reports, total
from queries.rises import YEARS, answers_better, rises, window
from tests.frames import COUNTED, PLAIN, trend
from tests.made import FIGURES, VICTIMS

Given = dict[str, dict[int, int]]


@pytest.fixture
def demonstration(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    return catalogue().default()


def told(figure: Figure, language: str = "en") -> str:
    """What a row says, without its tags."""
    return re.sub(r"(<[^>]+>|\s)+", " ", markup(row(figure, words(language)), 10.0))


def reported(given: Given, edition: Edition = COUNTED) -> Figure:
    """A trend of what these gave, with its account."""
    years = sorted({year for values in given.values() for year in values})
    rows = [(name, year, value, value) for name, values in given.items() for year, value in values.items()]
    cells = pl.DataFrame(rows, schema=["reporter", "year", "low", "high"], orient="row")
    spread: Reports = {name: {y: Interval(v, v) for y, v in values.items()} for name, values in given.items()}
    counts = {year: int(total(spread, year).low) for year in years}
    return _trend(counts, account("", cells, years[0], years[-1]), edition)  # type: ignore[arg-type]


def _trend(counts: dict[int | tuple[int, int], int], found: Account, edition: Edition) -> Figure:
    return trend({"": dict(counts)}, edition=edition, accounts={"": found})


def steady(at_from: int, at_to: int, others: int = 0) -> Given:
    """Three countries throughout, and one that comes in the last year."""
    given = {name: {2012: at_from, 2013: at_from, 2014: at_to} for name in ("ITA", "FRA", "ESP")}
    return given | ({"GBR": {2014: others}} if others else {})


def test_the_years_are_the_last_ten_complete_ones() -> None:
    assert window(replace(FIGURES, first_year=2003, last_year=2022, provisional=(2022,))) == (2021 - YEARS + 1, 2021)
    assert window(replace(FIGURES, first_year=2018, last_year=2022, provisional=(2021, 2022))) == (2018, 2020)
    assert window(replace(FIGURES, first_year=2022, last_year=2022, provisional=(2022,))) is None
    assert window(replace(FIGURES, first_year=None, last_year=None)) is None


def test_a_row_says_as_published_and_the_same_countries() -> None:
    text = told(reported(steady(100, 120, others=360)))
    assert "× 2.4 as published" in text
    assert "× 1.2 in the same 3 countries" in text
    assert "3 countries reporting in 2012, 4 in 2014" in text


def test_a_row_says_the_same_in_french() -> None:
    text = told(reported(steady(100, 120, others=360)), "fr")
    assert "× 2,4 selon les chiffres publiés" in text
    assert "× 1,2 dans les 3 mêmes pays" in text


def test_a_fall_is_said_in_percent_and_its_bar_ends_before_the_mark() -> None:
    figure = reported(steady(100, 80, others=20))
    assert "−20% in the same 3 countries" in told(figure)
    assert "--part: 0.400; --one: 0.500" in markup(row(figure, words("en")), 2.0)


def test_where_all_reported_throughout_both_lines_have_one_number() -> None:
    text = told(reported(steady(100, 300)))
    assert "× 3.0 as published × 3.0 by the same 3 countries throughout" in text


def test_a_first_year_too_small_to_grow_from_gives_no_factor() -> None:
    text = told(reported(steady(5, 12, others=36)))
    assert "×" not in text
    assert "15 in 2012, 72 in 2014, as published too few to compare" in text


def test_reporters_that_hardly_overlap_give_no_factor_of_their_own() -> None:
    figure = reported({"ITA": {2012: 900, 2013: 900}, "FRA": {2013: 5, 2014: 9}, "ESP": {2014: 2_000}})
    assert figure.facts["accounts"][""].ground == "small"
    text = told(figure)
    assert ("cannot tell" in text) == ("×" not in text)


def test_where_nobody_is_named_who_reports_there_is_no_factor_at_all() -> None:
    found = unaccounted("", 2012, 2014, Interval(100, 100), Interval(400, 400))
    text = told(_trend({2012: 100, 2014: 400}, found, PLAIN))
    assert text.strip() == "100 in 2012, 400 in 2014, as published who reports is not known"


def test_a_change_of_the_counting_takes_both_factors_away_and_is_named() -> None:
    text = told(reported(steady(100, 120, others=360), replace(COUNTED, breaks=(Break(2013, "iom_system"),))))
    assert "×" not in text
    assert "changed in 2013" in text


def test_a_change_of_who_reports_is_what_the_panel_leaves_out() -> None:
    entered = Break(2014, "contributor_enters", of="reporters")
    assert "× 1.2" in told(reported(steady(100, 120, others=360), replace(COUNTED, breaks=(entered,))))


def test_a_period_of_several_years_is_said_per_year() -> None:
    found = unaccounted("", 2014, 2020, Interval(1254.8, 1254.8), Interval(2002, 2002))
    text = told(_trend({(2014, 2018): 6_274, 2020: 2_002}, found, PLAIN))
    assert "1,255 a year in 2014–2018, 2,002 in 2020, as published" in text


def test_a_region_with_one_year_of_figures_is_not_compared() -> None:
    text = told(reported({"ITA": {2014: 120}, "FRA": {2014: 50}}))
    assert "×" not in text
    assert "170 in 2014, as published figures for one year only" in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_row_has_the_numbers_of_the_headline_that_its_link_opens(demonstration: Edition, language: str) -> None:
    found = rises(demonstration)
    assert [*found] == ["", *sorted(demonstration.options["region"])]
    rows = [(row(one, words(language)), statement(one, words(language)).headline) for one in found.values()]
    told = [(said, headline) for said, headline in rows if said.published.factor]
    assert len(told) >= len(rows) - 1  # one region has too few records in its first year to grow from
    for said, headline in told:
        assert said.published.number in headline
        assert said.same.number in headline


def test_another_data_set_is_offered_that_names_its_reporters_and_never_the_demonstration() -> None:
    demo = replace(VICTIMS, dataset="demo", answers=VICTIMS.answers | {"contributor"})
    assert answers_better(VICTIMS, Catalogue((VICTIMS, FIGURES, demo))) == FIGURES
    assert answers_better(VICTIMS, Catalogue((VICTIMS, demo))) is None
    assert answers_better(FIGURES, Catalogue((FIGURES, VICTIMS))) is None
