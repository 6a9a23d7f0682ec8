"""What the sentences may say, and what they must say with it."""

from dataclasses import replace

import polars as pl
import pytest

from pages.parts.sentences import alt, known_line, notes, source_line, takeaway, unit_line
from pages.parts.series import series
from pages.parts.words import languages, words
from queries.catalogue import Break
from queries.figure import Figure
from queries.view import Filters
from tests.frames import COUNTED, DEMO, PLAIN, answers, places, trend

EN, FR = words("en"), words("fr")
NB = "\u00a0"
DETECTED = trend({"": {2010: (7969, 7973), 2015: 9000, 2019: (28_201, 28_205)}}, edition=COUNTED,
                 reporters={2010: 93, 2015: 100, 2019: 134})  # fmt: skip
SHARES = trend({"forced_labour": {2018: 40, 2019: 60}, "sexual_exploitation": {2018: 50, 2019: 90}},
               by="exploitation", measure="share", known=lambda _: 100)  # fmt: skip


def test_two_years_are_said_as_published_with_their_reporters_and_no_factor_where_those_changed() -> None:
    figure = trend({"": {2010: 13_718, 2019: 82_291}}, edition=COUNTED, reporters={2010: 93, 2019: 134})
    assert takeaway(figure, EN) == (
        "Victims detected: 13,718 in 2010 (93 countries) and 82,291 in 2019 (134 countries), as published."
    )


def test_the_factor_is_said_where_as_many_reported() -> None:
    figure = trend({"": {2010: 13_718, 2019: 82_291}}, edition=COUNTED, reporters={2010: 93, 2019: 93})
    assert takeaway(figure, EN).endswith(f"82,291 in 2019 (93 countries), as published (×{NB}6.0).")


def test_intervals_say_between_and_so_does_their_factor_where_it_matters() -> None:
    assert "between 7,969 and 7,973 in 2010" in takeaway(DETECTED, EN)
    same = trend({"": {2010: (7969, 7973), 2019: (28_201, 28_205)}}, edition=COUNTED)
    assert f"(×{NB}3.5)" in takeaway(same, EN)
    wide = trend({"": {2018: (40, 56), 2019: (80, 112)}}, edition=COUNTED)
    assert f"between ×{NB}1.4 and ×{NB}2.8" in takeaway(wide, EN)


def test_a_break_between_the_years_is_in_the_same_sentence_in_place_of_a_factor() -> None:
    figure = trend({"": {2014: 100, 2016: 300}}, edition=replace(PLAIN, breaks=(Break(2015, "hotline_enters"),)))
    said = takeaway(figure, EN)
    assert said.endswith("but the counting changed in 2015: the United States hotline (Polaris) enters the data.")
    assert "×" not in said


def test_a_break_of_the_first_year_or_after_the_last_does_not_count() -> None:
    edition = replace(PLAIN, breaks=(Break(2014, "iom_system"), Break(2017, "philippines")))
    assert "changed" not in takeaway(trend({"": {2014: 100, 2016: 300}}, edition=edition), EN)


def test_the_two_reasons_nearest_to_the_later_year_are_told_and_the_rest_counted() -> None:
    breaks = (Break(2012, "iom_system"), Break(2015, "hotline_enters"), Break(2016, "philippines"))
    said = takeaway(trend({"": {2010: 100, 2018: 300}}, edition=replace(PLAIN, breaks=breaks)), EN)
    hotline, philippines = EN("break.hotline_enters"), EN("break.philippines")
    assert said.endswith(f"in between: {hotline} (2015); {philippines} (2016); and one more change.")


def test_one_reason_of_several_years_is_said_once_with_its_years() -> None:
    edition = replace(PLAIN, breaks=(Break(2012, "iom_system"), Break(2014, "iom_system")))
    figure = trend({"": {2010: 100, 2018: 300}}, edition=edition)
    assert takeaway(figure, EN).endswith(f"in between: {EN('break.iom_system')} (2012 and 2014).")
    assert notes(figure, EN)[-1] == f"2012 and 2014: {EN('break.iom_system')}."


def test_an_index_names_what_is_counted_and_says_that_it_is_computed() -> None:
    figure = trend({"": {2018: 100, 2019: 363}}, measure="index")
    assert takeaway(figure, EN) == (
        "Records: 363 in 2019, where 2018 is 100; an index computed from the published figures."
    )


def test_an_index_over_a_break_says_so() -> None:
    edition = replace(PLAIN, breaks=(Break(2015, "hotline_enters"),))
    said = takeaway(trend({"": {2014: 100, 2016: 300}}, measure="index", edition=edition), EN)
    assert "the counting changed in between: the United States hotline" in said
    assert "as published" not in said


def test_an_index_of_one_year_is_none() -> None:
    assert "an index needs two years" in takeaway(trend({"": {2019: 50}}, measure="index"), EN)


@pytest.mark.parametrize("measure", ["count", "share", "index"])
@pytest.mark.parametrize("by", ["origin", "country", "region"])
def test_series_of_places_carry_their_caveat_in_every_measure(measure: str, by: str) -> None:
    codes = ("europe", "asia") if by == "region" else ("UKR", "PHL")
    figure = trend({code: {2018: 50, 2019: 90} for code in codes}, by=by, measure=measure)
    assert takeaway(figure, EN).endswith(EN("takeaway.depends_on_reporting"))


def test_series_are_said_in_the_order_they_are_drawn() -> None:
    edition = replace(PLAIN, provisional=(2020,))
    figure = trend({"UKR": {2019: 9, 2020: 1}, "PHL": {2019: 5, 2020: 7}}, by="origin", edition=edition)
    assert [one.code for one in series(figure, EN)] == ["UKR", "PHL"]
    assert "Ukraine 9; Philippines 5" in takeaway(figure, EN)


def test_a_filter_on_the_answer_itself_is_not_named_twice() -> None:
    figure = trend({"forced_labour": {2018: 40, 2019: 60}}, by="exploitation", measure="share", known=lambda _: 100,
                   filters=Filters(exploitation=("forced_labour",)))  # fmt: skip
    assert takeaway(figure, EN).startswith("Forced labour, of those with an answer: ")


def test_provisional_years_are_not_what_a_change_is_told_from() -> None:
    figure = trend({"": {2017: 100, 2018: 200, 2019: 20}}, edition=replace(PLAIN, provisional=(2019,)))
    assert takeaway(figure, EN) == f"Records: 100 in 2017 and 200 in 2018, as published (×{NB}2.0)."


def test_a_single_year_claims_no_change() -> None:
    assert takeaway(trend({"": {2019: 5}}), EN) == "Records: 5 in 2019, as published."


def test_a_single_provisional_year_says_so() -> None:
    figure = trend({"": {2019: 5}}, edition=replace(PLAIN, provisional=(2019,)))
    assert takeaway(figure, EN) == "Records: 5 in 2019, as published; the figure is provisional."


def test_an_empty_selection_says_so() -> None:
    figure = replace(DETECTED, facts={**DETECTED.facts, "records": 0})
    assert takeaway(figure, EN) == "No records match this selection."


def test_a_selection_whose_every_value_is_withheld_says_so() -> None:
    assert takeaway(trend({"": {2019: 3}}, measure="share"), EN).startswith("No value can be shown")


def test_no_factor_is_taken_of_zero() -> None:
    figure = trend({"": {2018: 0, 2019: 300}}, known=lambda high: high + 1)
    assert takeaway(figure, EN) == "Records: 0 in 2018 and 300 in 2019, as published."


def test_unequal_periods_are_told_per_year() -> None:
    assert takeaway(trend({"": {(2005, 2013): 2531, 2019: 2398}}), EN) == (
        f"Records: 281 per year in 2005–2013 and 2,398 in 2019, as published (×{NB}8.5)."
    )


def test_shares_are_of_those_with_an_answer_in_the_last_complete_year() -> None:
    assert takeaway(SHARES, EN) == (
        "Records, by type of exploitation, in 2019, of those with an answer: "
        "sexual exploitation 90%; forced labour 60%."
    )
    one = replace(SHARES, frame=SHARES.frame.filter(SHARES.frame["code"] == "forced_labour"))
    assert takeaway(one, EN) == ("Forced labour, of those with an answer: 40% in 2018 and 60% in 2019, as published.")


def test_more_than_four_series_are_named_and_the_rest_counted() -> None:
    codes = ("agriculture", "construction", "domestic_work", "hospitality", "begging", "peddling")
    said = takeaway(trend({code: {2019: 10 * (n + 1)} for n, code in enumerate(codes)}, by="sector"), EN)
    assert said == (
        "Records, by sector of labour, in 2019, as published: "
        "street trading 60; begging 50; hospitality 40; domestic work 30; 2 more on the chart."
    )


def test_counts_of_countries_carry_their_caveat() -> None:
    figure = trend({"UKR": {2019: 9}, "PHL": {2019: 5}}, by="origin")
    assert takeaway(figure, EN).endswith("Counts follow who identifies and who reports.")


def test_the_selection_is_part_of_what_is_said() -> None:
    figure = trend({"": {2019: 32_022}}, edition=COUNTED, filters=Filters(country=("PAK",)))
    assert takeaway(figure, EN) == "Victims detected, Pakistan: 32,022 in 2019, as published."


def test_labels_inside_a_sentence_are_written_in_lower_case_and_names_are_not() -> None:
    chosen = Filters(region=("europe",), gender=("female",))
    counted = trend({"": {2019: 5}}, edition=COUNTED, filters=chosen)
    assert takeaway(counted, EN).startswith("Victims detected, Europe, women and girls: 5 in 2019")
    assert takeaway(counted, FR).startswith(f"Victimes détectées, Europe, femmes et filles{NB}: 5 en 2019")
    shared = trend({"forced_labour": {2019: 50}}, by="exploitation", measure="share", filters=Filters(gender=("male",)))
    assert takeaway(shared, EN).startswith("Forced labour, men and boys, of those with an answer: ")


def test_an_edition_is_named_by_its_day_or_by_its_year_in_the_way_of_the_language() -> None:
    assert "édition du 1er décembre 2022 (chargée le 1er janvier 2026)" in source_line(
        replace(DETECTED, edition=replace(COUNTED, edition="2022-12-01")), FR
    )
    yearly = replace(DETECTED, edition=replace(COUNTED, edition="2025"))
    assert ", 2025 edition (" in source_line(yearly, EN)
    assert ", édition 2025 (" in source_line(yearly, FR)


def test_people_are_called_people_where_a_row_is_one() -> None:
    figure = trend({"": {2019: 5}}, edition=replace(PLAIN, unit="person"))
    assert takeaway(figure, EN).startswith("People registered: 5")
    assert unit_line(figure, EN) == "people"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("figure", [
    DETECTED, SHARES, trend({"": {2018: 100, 2019: 300}}), trend({"female": {2019: 5}}, by="gender", measure="index"),
    places({"FRA": 5, "ITA": 7}), places({"FRA": 5}, by="origin", unplaced=3), places({"FRA": (0, 4)}, edition=COUNTED),
    places({"FRA": 50, "ITA": 70}, measure="share"), answers({"gender": {2019: (5, 9)}, "means": {2019: (1, 9)}}),
])  # fmt: skip
def test_no_sentence_says_that_trafficking_changed_or_ranks_places(figure: Figure, language: str) -> None:
    said = f"{takeaway(figure, words(language))} {alt(figure, words(language))}".lower()
    forbidden = (
        "trafficking rose",
        "rose",
        "fell",
        "highest",
        "worst",
        "most affected",
        "hot spot",
        "augmenté",
        "pire",
    )
    assert not [word for word in forbidden if f" {word}" in said]


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


def test_the_known_line_tells_the_whole_and_the_range_of_the_years() -> None:
    figure = trend({"female": {2018: 10, 2019: 100}}, by="gender", known=lambda high: high)
    figure = replace(figure, facts={**figure.facts, "records": 300, "known": 110})
    assert known_line(figure, EN) == "known for 37% of records (10% to 50% by year)"


def test_people_are_not_called_records() -> None:
    figure = trend({"female": {2019: 100}}, by="gender", edition=replace(PLAIN, unit="person"))
    figure = replace(figure, facts={**figure.facts, "records": 300, "known": 110})
    assert known_line(figure, EN) == "known for 37% of people"
    rates = answers({"gender": {2019: (5, 9)}}, replace(PLAIN, unit="person"))
    assert "of people" in takeaway(rates, EN)
    assert unit_line(rates, EN) == "% of people with an answer"


def test_what_no_record_answers_is_known_for_none() -> None:
    figure = trend({"female": {2019: 100}}, by="gender")
    assert known_line(replace(figure, facts={**figure.facts, "known": 0}), EN).startswith("known for 0% of records")


def test_a_filter_on_an_answer_says_for_how_many_it_is_known() -> None:
    figure = trend({"": {2019: 100}}, filters=Filters(means=("threats",)), filtered_known={"means": 34.2})
    assert known_line(figure, EN) == "Means of control: answered for 34% of records"


def test_the_question_that_is_drawn_is_not_said_twice() -> None:
    figure = trend({"threats": {2019: 100}}, by="means", filtered_known={"means": 34.2})
    assert "answered for" not in known_line(figure, EN)


def test_records_of_a_period_that_is_partly_inside_are_told() -> None:
    assert notes(trend({"": {2019: 1}}, partly=7), EN)[-1].startswith("7 records of periods that lie only partly")


def test_without_a_question_nothing_is_known_or_unknown() -> None:
    assert known_line(trend({"": {2019: 5}}), EN) == ""


def test_a_breakdown_of_published_figures_shows_its_gap_to_the_total() -> None:
    figure = trend({"forced_labour": {2019: 5}}, by="exploitation", edition=COUNTED, whole=90)
    figure = replace(figure, facts={**figure.facts, "known": 60})
    assert known_line(figure, EN) == "sum of the parts: 60; published total: 90"
    assert known_line(replace(figure, facts={**figure.facts, "known": 90}), EN) == ""


def test_the_unit_is_always_said() -> None:
    assert unit_line(trend({"": {2019: 5}}), EN) == "records"
    assert unit_line(trend({"": {2019: 5}}, edition=COUNTED), FR) == "victimes détectées"
    assert unit_line(SHARES, EN) == "% of the records with an answer"
    assert unit_line(trend({"": {(2005, 2013): 9}}), EN) == "records per year, averaged over the period"
    assert unit_line(places({"FRA": 5}, edition=COUNTED), EN) == "detected victims per year with a figure"
    assert unit_line(trend({"": {2018: 50, 2019: 60}}, measure="index"), EN) == "records, index, first year = 100"


def test_the_source_line_names_publisher_title_edition_and_the_day_it_was_loaded() -> None:
    assert source_line(DETECTED, EN) == (
        "Source: Made-up publisher, Made-up title, edition of 14 April 2025 (loaded on 1 January 2026)"
    )


def test_the_text_alternative_tells_the_kind_the_unit_the_years_the_series_and_the_finding() -> None:
    said = alt(SHARES, EN)
    assert said.startswith("Line chart of % of the records with an answer, 2018–2019, 2 series: ")
    assert "Sexual exploitation and Forced labour" in said
    assert said.endswith(takeaway(SHARES, EN))
    assert alt(trend({"": {(2005, 2013): 9}}), EN).startswith("Bar chart")
    assert alt(places({"FRA": 5}), EN).startswith("World map of records, 2010–2019.")


def test_notes_tell_breaks_years_missing_and_series_left_out() -> None:
    edition = replace(PLAIN, breaks=(Break(2015, "hotline_enters"), Break(1990, "iom_system")), represents=156_000)
    figure = trend({"": {2014: 1, 2016: 2}}, edition=edition, notes=("several_answers",), undated=39_285, left_out=3)
    said = notes(figure, EN)
    assert said[0].startswith("Several answers per person are possible")
    assert "193,025 records of this edition represent over 156,000 people" in said[1]
    assert said[2] == "39,285 records have no year and are not in this chart."
    assert said[3] == "3 more series, the smallest, are not drawn."
    assert said[4:] == ["2015: the United States hotline (Polaris) enters the data."]


def test_a_map_says_how_small_countries_are_drawn() -> None:
    assert "Les petits pays sont représentés par un disque." in notes(places({"FRA": 5}), FR)
    assert "Small countries are drawn as discs." not in notes(trend({"": {2019: 5}}), EN)


def test_notes_about_children_and_about_boundaries_are_the_rules_own() -> None:
    figure = trend({"": {2019: 1}}, edition=replace(DEMO, represents=None), notes=("children_and_means", "boundaries"))
    assert notes(figure, EN) == [
        "For children, the definition of trafficking requires no means (Palermo Protocol, article 3 (c)).",
        "Boundaries, names and designations on this map imply no judgement on the status of any territory.",
    ]


def test_every_note_that_a_figure_can_carry_has_its_sentence() -> None:
    carried = ("demonstration", "several_answers", "zeros_lost", "positive_only", "censored", "provisional",
               "small_base", "periods", "noise", "country_is_a_proxy", "children_and_means", "parts_do_not_add_up",
               "boundaries")  # fmt: skip
    for language in languages():
        figure = trend({"": {2019: 1}}, edition=replace(PLAIN, represents=None), notes=carried)
        assert len(set(notes(figure, words(language)))) == len(carried)


def test_a_headline_names_every_filter_by_name_or_by_number() -> None:
    chosen = Filters(country=("KHM", "IDN", "PHL", "THA"), gender=("female",))
    said = takeaway(trend({"": {2018: 100, 2019: 200}}, filters=chosen), EN)
    assert said.startswith("Records, country of identification (4 chosen), women and girls: ")


def test_citizenship_never_reads_as_a_place() -> None:
    counts = {"": {2018: 100, 2019: 200}}
    assert "Nigeria (citizenship)" in takeaway(trend(counts, filters=Filters(origin=("NGA",))), EN)
    assert "Nigeria: " in takeaway(trend(counts, filters=Filters(country=("NGA",))), EN)


@pytest.mark.parametrize(
    ("whole", "told"),
    [(1_534, ""), (1_600, "sum of the parts: between 634 and 1,558; published total: 1,600")],
)
def test_a_gap_that_censored_values_may_close_is_not_told(whole: int, told: str) -> None:
    figure = trend({"forced_labour": {2019: (634, 1558)}}, by="exploitation", edition=COUNTED)
    facts = {**figure.facts, "known": 634, "known_high": 1558, "whole": whole, "whole_high": whole}
    assert known_line(replace(figure, facts=facts), EN) == told


def test_where_each_answer_has_its_own_denominator_the_range_is_told() -> None:
    figure = replace(SHARES, facts={**SHARES.facts, "records": 200, "known": 120, "known_least": 44})
    assert known_line(figure, EN).startswith("known for 22% to 60% of records, depending on the answer")


def test_no_factor_is_told_on_a_base_of_under_thirty() -> None:
    assert "×" not in takeaway(trend({"": {2016: 1, 2019: 22}}), EN)
    assert f"×{NB}22.0" in takeaway(trend({"": {2016: 30, 2019: 660}}), EN)
