"""What the headline of one series says of its unit, its scope, its years, and what changed in the counting."""

from dataclasses import replace

from pages.parts.sentences import takeaway, unit_line
from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import Break
from queries.view import Filters
from tests.frames import COUNTED, PLAIN, trend

EN, FR = words("en"), words("fr")
NB = "\u00a0"
DETECTED = trend({"": {2010: (7969, 7973), 2015: 9000, 2019: (28_201, 28_205)}}, edition=COUNTED)


def test_a_break_between_the_years_is_told_in_place_of_a_factor_and_its_reason_under_it() -> None:
    figure = trend({"": {2014: 100, 2016: 300}}, edition=replace(PLAIN, breaks=(Break(2015, "hotline_enters"),)))
    said = statement(figure, EN)
    assert said.headline == (
        "Records: 100 in 2014, 300 in 2016, as published; the counting changed in between, and who reported is not "
        "known."
    )
    assert said.lines[0] == "What changed in between: the United States hotline (Polaris) enters the data (2015)."
    assert "×" not in said.text


def test_a_break_of_the_first_year_or_after_the_last_does_not_count() -> None:
    edition = replace(PLAIN, breaks=(Break(2014, "iom_system"), Break(2017, "philippines")))
    assert "changed" not in takeaway(trend({"": {2014: 100, 2016: 300}}, edition=edition), EN)


def test_the_two_reasons_nearest_to_the_later_year_are_told_and_the_rest_counted() -> None:
    breaks = (Break(2012, "iom_system"), Break(2015, "hotline_enters"), Break(2016, "philippines"))
    said = statement(trend({"": {2010: 100, 2018: 300}}, edition=replace(PLAIN, breaks=breaks)), EN)
    hotline, philippines = EN("break.hotline_enters"), EN("break.philippines")
    assert said.lines[0].endswith(f"in between: {hotline} (2015); {philippines} (2016); and one more change.")
    assert said.lines[-1] == f"Also changed in between: {EN('break.iom_system')} (2012)."


def test_one_reason_of_several_years_is_said_once_with_its_years() -> None:
    edition = replace(PLAIN, breaks=(Break(2012, "iom_system"), Break(2014, "iom_system")))
    figure = trend({"": {2010: 100, 2018: 300}}, edition=edition)
    assert statement(figure, EN).lines[0].endswith(f"in between: {EN('break.iom_system')} (2012 and 2014).")


def test_an_index_names_what_is_counted_and_says_that_it_is_computed() -> None:
    figure = trend({"": {2018: 100, 2019: 363}}, measure="index")
    assert takeaway(figure, EN) == (
        "Records: 363 in 2019, where 2018 is 100; an index computed from the published figures; "
        "who reported is not known."
    )


def test_an_index_over_a_break_says_so() -> None:
    edition = replace(PLAIN, breaks=(Break(2015, "hotline_enters"),))
    said = statement(trend({"": {2014: 100, 2016: 300}}, measure="index", edition=edition), EN)
    assert said.headline.endswith("; the counting changed in between.")
    assert "the United States hotline" in said.lines[0]
    assert "as published" not in said.text


def test_an_index_of_one_year_is_none() -> None:
    assert "an index needs two years" in takeaway(trend({"": {2019: 50}}, measure="index"), EN)


def test_a_filter_on_the_answer_itself_is_not_named_twice() -> None:
    figure = trend({"forced_labour": {2018: 40, 2019: 60}}, by="exploitation", measure="share", known=lambda _: 100,
                   filters=Filters(exploitation=("forced_labour",)))  # fmt: skip
    assert takeaway(figure, EN).startswith("Forced labour, of those with an answer: ")


def test_provisional_years_are_not_what_a_change_is_told_from() -> None:
    figure = trend({"": {2017: 100, 2018: 200, 2019: 20}}, edition=replace(PLAIN, provisional=(2019,)))
    assert takeaway(figure, EN) == "Records: 100 in 2017 and 200 in 2018, as published; who reported is not known."


def test_a_single_year_claims_no_change() -> None:
    assert takeaway(trend({"": {2019: 5}}), EN) == "Records: 5 in 2019, as published."


def test_a_single_provisional_year_says_so() -> None:
    figure = trend({"": {2019: 5}}, edition=replace(PLAIN, provisional=(2019,)))
    assert takeaway(figure, EN) == "Records: 5 in 2019, as published; the figure is provisional."


def test_an_empty_selection_says_so() -> None:
    figure = replace(DETECTED, facts={**DETECTED.facts, "records": 0})
    assert takeaway(figure, EN) == "No published figure matches this selection."
    assert takeaway(replace(figure, edition=PLAIN), EN) == "No records match this selection."


def test_a_selection_whose_every_value_is_withheld_says_so() -> None:
    assert takeaway(trend({"": {2019: 3}}, measure="share"), EN).startswith("No value can be shown")


def test_unequal_periods_are_told_per_year() -> None:
    assert takeaway(trend({"": {(2005, 2013): 2531, 2019: 2398}}), EN) == (
        "Records: 281 per year in 2005–2013 and 2,398 in 2019, as published; who reported is not known."
    )


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


def test_people_are_called_people_where_a_row_is_one() -> None:
    figure = trend({"": {2019: 5}}, edition=replace(PLAIN, unit="person"))
    assert takeaway(figure, EN).startswith("People registered: 5")
    assert unit_line(figure, EN) == "people"


def test_a_headline_names_every_filter_by_name_or_by_number() -> None:
    chosen = Filters(country=("KHM", "IDN", "PHL", "THA"), gender=("female",))
    said = takeaway(trend({"": {2018: 100, 2019: 200}}, filters=chosen), EN)
    assert said.startswith("Records, country of identification (4 chosen), women and girls: ")


def test_citizenship_never_reads_as_a_place() -> None:
    counts = {"": {2018: 100, 2019: 200}}
    assert "Nigeria (citizenship)" in takeaway(trend(counts, filters=Filters(origin=("NGA",))), EN)
    assert "Nigeria: " in takeaway(trend(counts, filters=Filters(country=("NGA",))), EN)
