"""What a map and a table of answer rates say: no country is ranked."""

from dataclasses import replace

import polars as pl

from pages.parts.sentences import notes, takeaway
from pages.parts.words import words
from queries.view import Filters
from tests.frames import COUNTED, answers, places, trend

EN, FR = words("en"), words("fr")


def test_a_map_tells_its_countries_their_sum_and_what_has_no_country() -> None:
    said = takeaway(places({"FRA": 5, "ITA": 7, "ESP": 0}, unplaced=30), EN)
    assert said.startswith("Records in 2 countries: 12, as published, and 30 without a country;")
    assert said.endswith("counts follow who identifies and who reports.")


def test_a_map_of_origins_speaks_of_citizens() -> None:
    assert "citizens of 2 countries: 12" in takeaway(places({"FRA": 5, "ITA": 7}, by="origin"), EN)
    published = takeaway(places({"FRA": 5, "ITA": 7}, by="origin", edition=COUNTED), EN)
    assert published.startswith("Victims detected, citizens of 2 countries; ")


def test_a_single_country_is_named_and_no_range() -> None:
    assert takeaway(places({"BRA": 30}, filters=Filters(country=("BRA",))), EN).startswith("Records, Brazil: 30, as")
    assert takeaway(places({"BRA": 30}), EN).startswith("Records, Brazil: 30, as published")
    origin = takeaway(places({"BRA": 30}, by="origin", unplaced=4), EN)
    assert origin.startswith("Records, Brazil (by citizenship): 30")
    assert origin.endswith("4 more have no citizenship.")


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


def test_a_map_of_shares_tells_its_range_and_where_the_base_is_large_enough() -> None:
    figure = places({"FRA": 50, "ITA": 30, "ESP": 2}, measure="share", known=lambda high: 10 if high < 5 else 100,
                    filters=Filters(exploitation=("forced_labour",)))  # fmt: skip
    assert takeaway(figure, EN) == (
        "Forced labour: 30% of those with an answer at the lower end and 50% at the upper end, in 2 countries with "
        "enough answers for a percentage."
    )


def test_answer_rates_are_told_over_all_years() -> None:
    figure = answers({"gender": {2018: (10, 100), 2019: (190, 300)}, "means": {2018: (0, 100), 2019: (20, 300)}})
    assert takeaway(figure, EN) == (
        "The most often answered question is “Gender” (50% of records), "
        "the least often answered “Means of control” (5.0%)."
    )


def test_a_map_says_how_small_countries_are_drawn() -> None:
    assert "Les petits pays sont représentés par un disque." in notes(places({"FRA": 5}), FR)
    assert "Small countries are drawn as discs." not in notes(trend({"": {2019: 5}}), EN)
