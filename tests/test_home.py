"""What home says of each region: the numbers of its own trend, and no number where none can be said."""

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pages.parts.rise import said
from pages.parts.words import words
from queries.account import Account, account, unaccounted
from queries.catalogue import Catalogue, Edition, catalogue
from queries.figures import trend
from queries.interval import Interval
from queries.rises import YEARS, Rise, answers_better, asked, rises, window
from tests.made import FIGURES, VICTIMS

SAY = words("en")


@pytest.fixture
def loaded(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    return catalogue()


def told(one: Rise, edition: Edition = FIGURES, language: str = "en") -> str:
    """What a row says, without its tags."""
    return re.sub(r"(<[^>]+>|\s)+", " ", said(one, edition, words(language), 10.0))


def cells_of(given: dict[str, dict[int, int]]) -> pl.DataFrame:
    rows = [(name, year, value, value) for name, values in given.items() for year, value in values.items()]
    return pl.DataFrame(rows, schema=["reporter", "year", "low", "high"], orient="row")


def changed(at_from: int, at_to: int, others: int = 0) -> Account:
    """Three countries throughout, and one that comes in the last year."""
    given = {name: {2012: at_from, 2013: at_from, 2014: at_to} for name in ("ITA", "FRA", "ESP")}
    return account("", cells_of(given | ({"GBR": {2014: others}} if others else {})), 2012, 2014)


def row(one: Account, **more: object) -> Rise:
    return Rise("europe", one, one.first, one.last, **more)  # type: ignore[arg-type]


def test_the_years_are_the_last_ten_complete_ones() -> None:
    assert window(replace(FIGURES, first_year=2003, last_year=2022, provisional=(2022,))) == (2021 - YEARS + 1, 2021)
    assert window(replace(FIGURES, first_year=2018, last_year=2022, provisional=(2021, 2022))) == (2018, 2020)
    assert window(replace(FIGURES, first_year=2022, last_year=2022, provisional=(2022,))) is None
    assert window(replace(FIGURES, first_year=None, last_year=None)) is None


def test_a_row_says_as_published_and_the_same_countries() -> None:
    text = told(row(changed(100, 120, others=360)))
    assert "× 2.4 as published" in text
    assert "× 1.2 in the same 3 countries" in text
    assert "3 countries reporting in 2012, 4 in 2014" in text


def test_a_row_says_the_same_in_french() -> None:
    text = told(row(changed(100, 120, others=360)), language="fr")
    assert "× 2,4 selon les chiffres publiés" in text
    assert "× 1,2 dans les mêmes 3 pays" in text


def test_a_first_year_too_small_to_grow_from_gives_no_factor() -> None:
    text = told(row(changed(5, 12, others=36)))
    assert "×" not in text
    assert "15 in 2012, 72 in 2014, as published" in text
    assert SAY("rise.base", least=30) in text


def test_a_panel_too_small_to_speak_for_the_region_gives_no_factor_of_its_own() -> None:
    given = {"ITA": {2012: 100, 2013: 100, 2014: 100}, "FRA": {2012: 900}, "ESP": {2014: 2_000}}
    one = row(account("", cells_of(given), 2012, 2014))
    assert one.account.ground == "small"
    assert "× 2.1 as published" in told(one)
    assert "cannot tell: only one country reported every year" in told(one)
    assert told(one).count("×") == 1


def test_where_nobody_is_named_who_reports_there_is_no_factor_at_all() -> None:
    one = row(unaccounted("", 2012, 2014, Interval(100, 100), Interval(400, 400)))
    assert "×" not in told(one, VICTIMS)
    assert "100 in 2012, 400 in 2014, as published" in told(one, VICTIMS)
    assert "who reports is not known" in told(one, VICTIMS)


def test_a_change_of_the_counting_takes_both_factors_away_and_is_named() -> None:
    one = row(changed(100, 120, others=360), broken=(2013,))
    assert "×" not in told(one)
    assert "changed in 2013" in told(one)


def test_a_period_of_several_years_is_said_per_year() -> None:
    account_of_periods = unaccounted("", 2014, 2020, Interval(1254.8, 1254.8), Interval(2002, 2002))
    one = Rise("", account_of_periods, 2018, 2020)
    assert "1,255 a year in 2014–2018, 2,002 in 2020, as published" in told(one, VICTIMS)


def test_a_region_with_one_year_of_figures_is_not_compared() -> None:
    one = row(replace(changed(100, 120), first=2014, all_from=Interval(120, 120)))
    assert "×" not in told(one)
    assert "figures for 2014 only" in told(one)


def test_every_row_has_the_numbers_of_the_trend_that_its_link_opens(loaded: Catalogue) -> None:
    edition = loaded.default()
    found = rises(edition)
    assert [one.region for one in found] == ["", *sorted(edition.options["region"])]
    for one in found:
        own = trend(asked(edition, one.region)).facts["accounts"][""]
        assert replace(one.account, code="") == own


def test_the_breaks_that_a_panel_answers_do_not_silence_a_row(loaded: Catalogue) -> None:
    edition = loaded.default()
    assert {found.place: found.of for found in edition.breaks} == {"americas": "reporters", "europe": "reporters"}
    for one in rises(edition):
        assert one.broken == () or one.account.ground == "small"
        assert (one.same is not None) == (one.account.ground != "small")


def test_another_data_set_is_offered_that_names_its_reporters_and_never_the_demonstration() -> None:
    demo = replace(VICTIMS, dataset="demo", answers=VICTIMS.answers | {"contributor"})
    assert answers_better(VICTIMS, Catalogue((VICTIMS, FIGURES, demo))) == FIGURES
    assert answers_better(VICTIMS, Catalogue((VICTIMS, demo))) is None
    assert answers_better(FIGURES, Catalogue((FIGURES, VICTIMS))) is None
