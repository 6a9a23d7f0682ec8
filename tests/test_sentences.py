"""What stands under a chart, and what is told of one to who cannot see it: units, sources, notes, text alternatives."""

from dataclasses import replace

import pytest

from pages.parts.sentences import alt, known_line, notes, source_line, takeaway, unit_line
from pages.parts.statement import statement
from pages.parts.words import languages, words
from queries.catalogue import Break
from queries.view import Filters
from tests.frames import COUNTED, DEMO, PLAIN, answers, places, trend

EN, FR = words("en"), words("fr")
DETECTED = trend({"": {2010: (7969, 7973), 2015: 9000, 2019: (28_201, 28_205)}}, edition=COUNTED)
SHARES = trend({"forced_labour": {2018: 40, 2019: 60}, "sexual_exploitation": {2018: 50, 2019: 90}},
               by="exploitation", measure="share", known=lambda _: 100)  # fmt: skip


def test_an_edition_is_named_by_its_day_or_by_its_year_in_the_way_of_the_language() -> None:
    assert "édition du 1er décembre 2022 (chargée le 1er janvier 2026)" in source_line(
        replace(DETECTED, edition=replace(COUNTED, edition="2022-12-01")), FR
    )
    yearly = replace(DETECTED, edition=replace(COUNTED, edition="2025"))
    assert ", 2025 edition (" in source_line(yearly, EN)
    assert ", édition 2025 (" in source_line(yearly, FR)


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
    assert said.endswith(statement(SHARES, EN).text)
    assert takeaway(SHARES, EN) in said
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
    assert said[4:] == []


def test_a_break_is_told_under_a_figure_unless_its_statement_tells_it() -> None:
    breaks = (Break(2015, "hotline_enters", of="reporters"), Break(2018, "iom_system"))
    edition = replace(COUNTED, breaks=breaks, provisional=(2017, 2018))
    figure = trend({"": {2014: 100, 2016: 200, 2018: 300}}, edition=edition)
    assert EN("break.hotline_enters") in statement(figure, EN).text
    assert notes(figure, EN) == ["2018: IOM changes its own case management system."]


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
