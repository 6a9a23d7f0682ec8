"""What one series says of its reporters: as published, in the same ones, who makes the change, who is left out."""

from dataclasses import replace

import pytest

from pages.parts.statement import statement
from pages.parts.words import words
from queries.catalogue import Break
from queries.events import Event
from queries.figure import Figure
from queries.interval import Interval
from queries.trend_tests import Finding, Unsaid
from queries.view import Filters
from tests.frames import COUNTED, PLAIN, reported, trend

EN, FR = words("en"), words("fr")
NB, NN = "\u00a0", "\u202f"
PEOPLE = replace(PLAIN, unit="person")
# Four countries double; Pakistan enters in the last year, and the United Kingdom has no figure in it.
STEADY = {name: {2017: 1000, 2018: 1500, 2019: 2000} for name in ("ITA", "FRA", "ESP", "DEU")}
CHANGING = STEADY | {"PAK": {2019: 12_000}, "GBR": {2017: 500, 2018: 700}}


def headline(figure: Figure) -> str:
    return statement(figure, EN).headline


def text(figure: Figure) -> str:
    return statement(figure, EN).text


def test_the_change_as_published_stands_beside_that_in_the_same_reporters() -> None:
    figure = reported(CHANGING, edition=COUNTED)
    said = statement(figure, EN)
    assert (
        said.headline == f"Victims detected: ×{NB}4.4 from 2017 to 2019 as published, ×{NB}2.0 in the same 4 countries."
    )
    assert said.lines[:3] == (
        "As published, 4,500 in 2017 (5 countries) and 20,000 in 2019 (5 countries); in the same 4 countries, 4,000, "
        "then 8,000.",
        "74% of the change comes from countries that enter, leave or pause; one country makes 77% of the change: "
        "Pakistan.",
        "The 4 countries present every year hold 89% of the published count in 2017 and 40% in 2019. The largest left "
        "out of those that reported in 2017: United Kingdom, up to 700 in 2018, no figure for 2019.",
    )


def test_it_is_said_in_french_as_it_is_written_there() -> None:
    said = statement(reported(CHANGING, edition=COUNTED), FR)
    assert said.headline == (
        f"Victimes détectées{NB}: ×{NB}4,4 de 2017 à 2019 selon les chiffres publiés, ×{NB}2,0 dans les 4 mêmes pays."
    )
    assert f"un seul pays représente 77{NB}% de la variation{NB}: Pakistan." in said.text
    assert f"4{NN}500 en 2017 (5 pays)" in said.text


def test_bounds_are_told_where_they_can_be_seen_and_a_factor_only_as_far_as_it_is_known() -> None:
    close = {"A": {2018: (8611, 8619), 2019: (32_349, 32_353)}, "B": {2018: 10, 2019: 10}, "C": {2019: 9}}
    said = statement(reported(close | {"D": {2018: 5, 2019: 5}}, edition=COUNTED), EN)
    assert f"×{NB}3.8" in said.headline
    assert "between" not in said.headline
    assert "between 8,626 and 8,634, then between 32,364 and 32,368" in said.lines[0]
    wide = {"A": {2018: (40, 56), 2019: (80, 112)}, "B": {2018: 0, 2019: 0}}
    assert f"between ×{NB}1.4 and ×{NB}2.8 from 2018 to 2019" in headline(reported(wide, edition=COUNTED))


def test_where_the_reporters_make_the_change_the_headline_says_so() -> None:
    entrant = {name: {2014: 300, 2015: 300, 2016: 300} for name in "ABC"} | {"hotline_north": {2015: 3100, 2016: 3171}}
    assert headline(reported(entrant)) == (
        "Records: the rise in the figures from 2014 to 2016 comes from who reports: "
        f"×{NB}4.5 as published, stable in the same 3 reporters."
    )
    leaver = {name: {2014: 300, 2015: 290, 2016: 330} for name in "ABC"} | {"rights_clinic": {2014: 3000}}
    said = statement(reported(leaver), EN)
    assert said.headline.startswith("Records: the fall in the figures from 2014 to 2016 comes from who reports: −75%")
    assert said.headline.endswith("+10% in the same 3 reporters.")
    assert "one reporter makes more than the whole change: Rights Clinic" in said.text


def test_a_change_that_is_mostly_of_the_reporters_is_called_that() -> None:
    jump = {name: {2018: 14_000, 2019: 15_500} for name in "ABC"} | {"PAK": {2019: 32_000}}
    assert headline(reported(jump, edition=COUNTED)).startswith(
        "Victims detected: the rise in the figures from 2018 to 2019 comes mostly from who reports: +87% as published"
    )


def test_a_change_that_all_share_is_not_put_down_to_the_reporters() -> None:
    assert "comes" not in headline(reported(CHANGING, edition=COUNTED))
    small = {name: {2018: 1000, 2019: 1000} for name in "ABC"} | {"PAK": {2019: 100}}
    assert "comes" not in headline(reported(small, edition=COUNTED))


def test_who_enters_and_then_grows_does_more_than_enter() -> None:
    steady = {name: {2016: 400, 2017: 400, 2018: 400, 2019: 380} for name in "ABC"}
    said = statement(reported(steady | {"GBR": {2017: 500, 2018: 1500, 2019: 9000}}, edition=COUNTED), EN)
    assert said.headline == (
        f"Victims detected: ×{NB}8.4 from 2016 to 2019 as published, −5.0% in the same 3 countries."
    )
    assert f"Over the countries that neighbouring years share (chained index): ×{NB}6.0." in said.lines


def test_the_same_reporters_throughout_are_told_so() -> None:
    assert headline(reported(STEADY, edition=COUNTED)).endswith("as published, by the same 4 countries throughout.")
    assert statement(reported(STEADY, edition=COUNTED), FR).headline.endswith(
        "par les 4 mêmes pays sur toute la période."
    )


def test_a_single_reporter_is_named_unless_it_is_what_was_chosen() -> None:
    one = {"PAK": {2018: 100, 2019: 150}}
    assert headline(reported(one, edition=COUNTED)).endswith("as published, all from one reporter: Pakistan.")
    chosen = reported(one, edition=COUNTED, filters=Filters(country=("PAK",)))
    assert headline(chosen) == "Victims detected, Pakistan: +50% from 2018 to 2019 as published."


def test_a_panel_too_small_gives_way_to_neighbouring_years_chained() -> None:
    relay = {"A": {2016: 1000, 2017: 1100}, "B": {2016: 1000, 2017: 1100, 2018: 1210}, "C": {2017: 5000, 2018: 5500}}
    said = statement(reported(relay, edition=COUNTED), EN)
    assert said.headline.endswith(f"×{NB}1.2 over the countries that neighbouring years share (chained index).")
    assert "Only one country reported every year: too few to stand for the rest." in said.lines


def test_where_even_the_chain_breaks_no_factor_is_told() -> None:
    apart = {"A": {2016: 1000}, "B": {2017: 1100, 2018: 1210}}
    said = statement(reported(apart, edition=COUNTED), EN)
    assert said.headline.endswith("as published; too few reported every year to compare the same ones.")
    assert "Nobody reported every year." in said.lines
    assert "×" not in said.text


def test_a_data_set_without_reporters_claims_no_change() -> None:
    said = statement(trend({"": {2018: 100, 2019: 300}}), EN)
    assert said.headline == "Records: 100 in 2018 and 300 in 2019, as published; who reported is not known."
    assert said.lines == (EN("statement.nobody"),)


def test_no_factor_is_told_on_a_base_of_under_thirty() -> None:
    few = {"A": {2018: 10, 2019: 100}, "B": {2018: 9, 2019: 90}, "C": {2018: 9, 2019: 90}}
    said = statement(reported(few, edition=COUNTED), EN)
    assert said.headline == (
        "Victims detected: 28 in 2018 and 280 in 2019, as published, by the same 3 countries throughout."
    )
    assert "×" not in said.text
    enough = few | {"C": {2018: 11, 2019: 90}}
    assert f"×{NB}9.3" in headline(reported(enough, edition=COUNTED))


def test_no_factor_is_taken_of_zero() -> None:
    zero = {"A": {2018: 0, 2019: 300}}
    assert "0 in 2018 and 300 in 2019" in headline(reported(zero, known=lambda high: high + 1))


def test_a_break_in_the_counting_forbids_the_factor_and_one_of_the_reporters_does_not() -> None:
    counting = replace(COUNTED, breaks=(Break(2018, "iom_system"),))
    said = statement(reported(CHANGING, edition=counting), EN)
    assert said.headline == (
        "Victims detected: 4,500 in 2017, 20,000 in 2019; the counting and the countries that report changed in "
        "between."
    )
    assert said.lines[0].startswith("What changed in between: IOM changes its own case management system (2018).")
    assert (
        "As published, by 5 countries in 2017 and 5 in 2019; in the same 4 countries, 4,000, then 8,000." in said.lines
    )
    assert "×" not in said.text
    reporters = replace(COUNTED, breaks=(Break(2019, "pakistan_enters", "PAK", "", "reporters"),))
    said = statement(reported(CHANGING, edition=reporters), EN)
    assert f"×{NB}2.0 in the same 4 countries" in said.headline
    assert "What changed in between: Pakistan enters the data with very large figures (2019)." in said.lines


def test_of_more_breaks_than_fit_those_of_who_reports_and_the_largest_are_named() -> None:
    breaks = (Break(2015, "hotline_enters", "USA", of="reporters"), Break(2016, "philippines", "PHL"),
              Break(2017, "philippines_end", "PHL"), Break(2018, "iom_system"))  # fmt: skip
    happened = tuple(
        Event(year, kind, "PHL", "origin", Interval(1, 1), Interval(9, 9), share, described=True)
        for year, kind, share in ((2016, "jumps", 0.5), (2017, "drops", 0.4))
    )
    figure = reported({"A": dict.fromkeys(range(2014, 2020), 100)}, edition=replace(PEOPLE, breaks=breaks))
    said = statement(replace(figure, facts={**figure.facts, "events": {"": happened}}), EN)
    assert said.lines[0].startswith(
        f"What changed in between: {EN('break.hotline_enters')} (2015); {EN('break.philippines')} (2016); and 2 more "
        "changes."
    )
    assert (
        f"Also changed in between: {EN('break.philippines_end')} (2017); {EN('break.iom_system')} (2018)." in said.lines
    )


def test_every_break_is_told_once() -> None:
    breaks = (Break(2017, "iom_system"), Break(2018, "philippines"), Break(2018, "recollectiv_leaves"),
              Break(2019, "hotline_enters", of="reporters"))  # fmt: skip
    figure = reported({name: dict.fromkeys(range(2016, 2020), 100) for name in "ABC"},
                      edition=replace(PEOPLE, breaks=breaks))  # fmt: skip
    assert [text(figure).count(EN(f"break.{one.reason}")) for one in breaks] == [1, 1, 1, 1]


def test_the_release_in_which_a_hotline_ends_explains_the_fall() -> None:
    breaks = (Break(2020, "hotline_leaves", of="reporters"), Break(2020, "recollectiv_leaves"))
    given = {name: {2019: 200, 2020: 190} for name in ("case_management.UKR", "case_management.PHL", "hotline.ITA")}
    figure = reported(given | {"hotline.USA": {2019: 18_000}}, filters=Filters(to=2020),
                      edition=replace(PEOPLE, breaks=breaks, provisional=(2020,)))  # fmt: skip
    said = statement(figure, EN)
    assert said.headline == (
        "People registered: the fall in the figures from 2019 to 2020 (provisional) comes from who reports: from "
        "18,600 to 570 as published, from 600 to 570 in the same 3 reporters."
    )
    assert EN("break.hotline_leaves") in said.lines[0]
    assert "hotline (United States)" in said.text
    assert "2020 is provisional: more of its cases are still to be registered." in said.lines


def test_records_still_coming_in_make_no_factor_and_published_figures_one_that_is_called_provisional() -> None:
    given = {name: {2018: 1000, 2019: 500} for name in "ABC"} | {"D": {2018: 50}}
    records = reported(given, edition=replace(PLAIN, provisional=(2019,)), filters=Filters(to=2019))
    assert headline(records) == (
        "Records: 3,050 in 2018 and 1,500 in 2019 (provisional), as published, from 3,000 to 1,500 in the same 3 "
        "reporters."
    )
    assert "%" not in headline(records)
    figures = reported(given, edition=replace(COUNTED, provisional=(2019,)), filters=Filters(to=2019))
    assert headline(figures).startswith("Victims detected: −51% from 2018 to 2019 (provisional) as published, −50%")
    assert "2019 is provisional: figures may still be added or revised." in text(figures)


def test_an_index_is_told_beside_that_of_the_same_reporters() -> None:
    said = headline(reported(CHANGING, edition=COUNTED, measure="index"))
    assert said == (
        "Victims detected: 444 in 2019, where 2017 is 100; an index computed from the published figures, 200 in the "
        "same 4 countries."
    )
    late = reported(CHANGING, edition=replace(PLAIN, provisional=(2019,)), measure="index", filters=Filters(to=2019))
    assert "no index is told for 2019" in headline(late)


def test_a_share_is_told_in_the_same_reporters_and_in_points() -> None:
    given = {name: {2018: 40, 2019: 42} for name in "ABC"} | {"D": {2019: 1}}
    figure = reported(given, known=lambda _: 100, code="forced_labour", by="exploitation", measure="share")
    assert headline(figure) == (
        "Forced labour, of those with an answer: the fall in the figures from 2018 to 2019 comes from who reports: "
        "from 40% to 32% as published, from 40% to 42% in the same 3 reporters."
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Finding("clear", 1, 0.001, Interval(1040, 4120), 2431, 10, 2010, 2019),
         "Over 10 years (2010–2019), in the same countries: clearly rising, about +2,400 a year (95% interval: "
         "+1,000 to +4,100)."),
        (Finding("possible", -1, 0.04, Interval(-12.4, 0.2), -6.6, 8, 2010, 2017),
         "Over 8 years (2010–2017), in the same countries: possibly falling, about −6.6 a year (95% interval: −12 to "
         "+0.2)."),
        (Finding("none", 0, 0.4, Interval(-1, 2), 1, 8, 2010, 2017),
         "Over 8 years (2010–2017), in the same countries: no clear change."),
        (Unsaid("points"), "Fewer than 8 comparable years: too few to say whether this is a trend."),
        (Unsaid("break"), EN("statement.unsaid_break")),
    ],
)  # fmt: skip
def test_how_certain_a_change_is_is_told_in_graded_words_or_why_not(found: Finding | Unsaid, told: str) -> None:
    figure = reported(CHANGING, edition=COUNTED)
    assert told in statement(replace(figure, facts={**figure.facts, "findings": {"": found}}), EN).lines


def test_what_the_data_show_is_told_by_year_unless_a_described_break_tells_it() -> None:
    happened = (
        Event(2019, "enters", "PAK", "reporter", None, Interval(12_000, 12_000), 0.6),
        Event(2018, "drops", "NGA", "origin", Interval(900, 900), Interval(90, 90), 0.1),
        Event(2018, "enters", "GBR", "reporter", None, Interval(1, 1), 0.05, described=True),
    )
    figure = reported(CHANGING, edition=COUNTED)
    figure = replace(figure, facts={**figure.facts, "events": {"": happened}})
    assert statement(figure, EN).lines[-1] == (
        "Found in the data: Nigeria (citizenship), from 900 down to 90 in 2018; Pakistan, first in 2019 with 12,000."
    )


def test_the_years_asked_for_that_have_no_value_are_said_and_what_changed_in_them() -> None:
    edition = replace(COUNTED, first_year=2003, last_year=2022, breaks=(Break(2022, "united_kingdom_missing"),))
    given = {name: dict.fromkeys(range(2012, 2022), 100) for name in ("ITA", "FRA", "ESP")}
    said = statement(reported(given, edition=edition, filters=Filters(from_=2010, to=2022)), EN).text
    assert "The years asked for are 2010–2022: there is no value for 2010–2011 and 2022." in said
    assert f"{EN('break.united_kingdom_missing')} (2022)" in said
    within = statement(reported(given, edition=edition, filters=Filters(from_=2012, to=2021)), EN).text
    assert "no value" not in within


def test_a_panel_of_mostly_censored_members_says_so() -> None:
    exact = {name: {2018: 200, 2019: 220} for name in ("ITA", "FRA", "ESP")}
    censored = {name: {2018: (0, 4), 2019: (0, 4)} for name in ("AND", "MCO", "SMR")}
    gone = {"PAK": {2018: 400}}
    said = statement(reported(exact | censored | gone, edition=COUNTED), EN).text
    assert "Of the 6 countries present every year, 3 give an exact number throughout" in said
    assert "exact number" not in statement(reported(exact | gone, edition=COUNTED), EN).text
