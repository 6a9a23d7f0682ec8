"""What a map and a table of answer rates say: no country is ranked."""

from dataclasses import replace

import polars as pl

from pages.parts.sentences import notes, takeaway
from pages.parts.statement import statement
from pages.parts.words import words
from queries.view import Filters
from tests.frames import COUNTED, DEMO, answers, places, trend

EN, FR = words("en"), words("fr")


def test_a_map_tells_its_countries_their_sum_and_what_has_no_country() -> None:
    said = statement(places({"FRA": 5, "ITA": 7, "ESP": 0}, unplaced=30), EN)
    assert said.headline == "Records in 2 countries: 12, as published, and 30 without a country."
    assert said.lines[0] == "Counts follow who identifies and who reports."


def test_a_map_of_origins_speaks_of_citizens() -> None:
    assert "citizens of 2 countries: 12" in takeaway(places({"FRA": 5, "ITA": 7}, by="origin"), EN)
    published = takeaway(places({"FRA": 5, "ITA": 7}, by="origin", edition=COUNTED), EN)
    assert published.startswith("Victims detected, citizens of 2 countries; ")


def test_a_single_country_is_named_and_no_range() -> None:
    assert takeaway(places({"BRA": 30}, filters=Filters(country=("BRA",))), EN).startswith("Records, Brazil: 30, as")
    assert takeaway(places({"BRA": 30}), EN).startswith("Records, Brazil: 30, as published")
    origin = takeaway(places({"BRA": 30}, by="origin", unplaced=4), EN)
    assert origin.startswith("Records, Brazil (by citizenship): 30")
    assert origin.endswith("4 more have no known citizenship.")


def test_a_single_country_of_published_figures_is_one_average() -> None:
    figure = places({"PAK": 24_965}, edition=COUNTED, filters=Filters(country=("PAK",)))
    figure = replace(figure, frame=figure.frame.with_columns(years=pl.lit(4)))
    assert takeaway(figure, EN).startswith("Victims detected, Pakistan: 24,965 in an average of 4 years with a figure")


def test_a_map_speaks_of_the_countries_selected() -> None:
    figure = places({"FRA": 5, "ITA": 7, "ESP": 100}, filters=Filters(country=("FRA", "ITA")))
    figure = replace(figure, frame=figure.frame.with_columns(selected=pl.col("code") != "ESP"))
    assert "in 2 countries: 12" in takeaway(figure, EN)


def test_the_ends_of_a_range_have_bounds() -> None:
    said = takeaway(places({"FRA": (0, 4), "ITA": (70, 74), "ESP": 9}, edition=COUNTED), EN)
    assert "in an average year between 0 and 4 at the lower end and between 70 and 74 at the upper end" in said


def test_a_map_of_published_figures_is_an_average_year() -> None:
    said = takeaway(places({"FRA": 5, "ITA": 70}, edition=COUNTED), EN)
    assert "2 countries with published figures; in an average year 5 at the lower end and 70 at the upper end" in said


FORCED = Filters(exploitation=("forced_labour",))


def test_a_map_of_shares_leads_with_the_share_of_all_and_names_no_lowest_and_no_highest() -> None:
    """40 % in six countries, one of them with nine in ten: no country's share is told, least of all the largest."""
    like = {"FRA": 40, "ITA": 41, "ESP": 39, "DEU": 42, "AUT": 38}
    alike = places(like, edition=DEMO, measure="share", known=lambda _: 100, filters=FORCED)
    assert takeaway(alike, EN) == (
        "Forced labour: 40% of those with an answer, in 5 countries together; none of them differs from that share by "
        "more than chance."
    )
    apart = places(like | {"CHE": 9, "BEL": 90}, edition=DEMO, measure="share", known=lambda _: 100, filters=FORCED)
    said = statement(apart, EN)
    assert "of them do not differ from that share by more than chance" in said.headline
    assert not [share for share in ("90%", "9%", "9.0%", "38%", "42%") if share in said.text]


def test_a_map_of_shares_says_how_many_have_too_few_answers_and_tests_no_synthetic_records() -> None:
    figure = places({"FRA": 50, "ITA": 30, "ESP": 2}, measure="share", known=lambda high: 10 if high < 5 else 100,
                    filters=FORCED)  # fmt: skip
    assert statement(figure, EN).text == (
        "Forced labour: 40% of those with an answer, in 2 countries together; which of them differ by more than chance "
        "is not tested here. France gives 50% of the answers behind the share of all. One more country has fewer than "
        "30 records with an answer: no percentage is given."
    )


def test_countries_picked_are_held_against_all() -> None:
    figure = places({"FRA": 70, "ITA": 70, "ESP": 40, "DEU": 40, "AUT": 40, "BEL": 40}, edition=DEMO, measure="share",
                    known=lambda _: 100, filters=replace(FORCED, country=("FRA", "ITA")))  # fmt: skip
    picked = replace(figure, frame=figure.frame.with_columns(selected=pl.col("code").is_in(["FRA", "ITA"])))
    assert "70% of those with an answer, in 2 countries together" in takeaway(picked, EN)
    assert "the share of all countries (50%)" in takeaway(picked, EN)


def test_answer_rates_are_told_over_all_years() -> None:
    figure = answers({"gender": {2018: (10, 100), 2019: (190, 300)}, "means": {2018: (0, 100), 2019: (20, 300)}})
    assert takeaway(figure, EN) == (
        "The most often answered question is “Gender” (50% of records), "
        "the least often answered “Means of control” (5.0%)."
    )


def test_a_map_says_how_small_countries_are_drawn() -> None:
    assert "Les petits pays sont représentés par un disque." in notes(places({"FRA": 5}), FR)
    assert "Small countries are drawn as discs." not in notes(trend({"": {2019: 5}}), EN)
