"""What the charts of people and perpetrators draw, what their statements say, and what their tables hold."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from etl import build
from pages.parts.charts_people import ages
from pages.parts.known_bars import across_bars, part_bars, place_bars, stage_bars
from pages.parts.sentences import alt, notes
from pages.parts.statement import statement
from pages.parts.tables import csv, labelled
from pages.parts.theme import LIGHT, NORMAL, PHONE, SIZES, Size
from pages.parts.words import words
from queries.figure import Figure
from queries.people import people
from queries.people_shares import by_place, children_by_year, stages
from queries.perpetrators import across, periods, perpetrators
from queries.view import Filters, View
from tests import fabricated
from tests.test_people import PEOPLE, PUBLISHED, glotip
from tests.test_perpetrators import RECORDS

every_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
every_language = pytest.mark.parametrize("language", ["en", "fr"])
K_ANONYMISED, PERPETRATORS = "ctdc-k-anonymised", "ctdc-victim-perpetrator"


@pytest.fixture(scope="module", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("people")
    files = [fabricated.k_anonymised_of(folder, PEOPLE), fabricated.victim_perpetrator_of(folder, RECORDS)]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        by_sex = [glotip("Female", "Total", "95"), glotip("Male", "Total", "<5")]
        build.load([*files, fabricated.glotip_of(folder, [*PUBLISHED, *by_sex])])
        yield


def view(dataset: str = K_ANONYMISED, page: str = "people", *options: tuple[str, str], **chosen: Any) -> View:
    return View(page, Filters(dataset=dataset, **chosen), options=options)


def traces(figure: Figure, size: Size = NORMAL) -> list[Any]:
    return [trace for trace in ages(figure, words("en"), LIGHT, size).to_dict()["data"] if trace["type"] == "bar"]


def every_figure() -> list[tuple[Figure, Any]]:
    of_records = view(PERPETRATORS, "perpetrators")
    return [
        (people(view()), ages), (people(view(PERPETRATORS)), ages), (people(view("unodc-glotip")), ages),
        (stages(view()), stage_bars), (by_place(view()), place_bars), (by_place(view("unodc-glotip")), place_bars),
        (perpetrators(of_records), part_bars), (across(of_records), across_bars),
    ]  # fmt: skip


@every_size
def test_the_area_of_every_bar_is_its_records_known_or_not(size: Size) -> None:
    figure = people(view())
    areas = [
        length * thick
        for trace in traces(figure, size)
        for length, thick in zip(trace["x"], trace["width"], strict=True)
    ]
    assert sorted(round(area) for area in areas) == sorted(figure.frame["low"])
    assert sum(areas) == pytest.approx(len(PEOPLE))


def test_columns_are_on_one_scale_whatever_their_width() -> None:
    layout = ages(people(view()), words("en"), LIGHT, NORMAL).to_dict()["layout"]
    axes = [value for name, value in layout.items() if name.startswith("xaxis")]
    scales = [axis["range"][1] / (axis["domain"][1] - axis["domain"][0]) for axis in axes]
    assert len(scales) == 3  # women and girls, men and boys, gender unknown
    assert scales == pytest.approx([scales[0]] * 3)


def test_what_is_not_known_is_hatched_and_cannot_be_picked() -> None:
    solid = [trace for trace in traces(people(view())) if "pattern" not in trace["marker"]]
    hatched = [trace for trace in traces(people(view())) if "pattern" in trace["marker"]]
    assert {pick for trace in solid for (pick,) in trace["customdata"]} == {
        "gender=female&age=9_17", "gender=female&age=18_20", "gender=male&age=18_20",
    }  # fmt: skip
    assert {pick for trace in hatched for (pick,) in trace["customdata"]} == {""}
    assert sum(len(trace["x"]) for trace in hatched) == 4  # no band twice a child, an adult; nothing at all


def test_a_censored_number_is_drawn_up_to_its_upper_bound() -> None:
    figure = people(view("unodc-glotip"))
    drawn = sum(
        length * thick for trace in traces(figure) for length, thick in zip(trace["x"], trace["width"], strict=True)
    )
    assert drawn == pytest.approx(figure.frame["high"].sum())


@every_size
@every_language
def test_every_chart_is_a_valid_figure_with_type_that_can_be_read(language: str, size: Size) -> None:
    import plotly.graph_objects as go

    for figure, draw in every_figure():
        drawn = draw(figure, words(language), LIGHT, size).to_dict()
        go.Figure(drawn)  # raises for an attribute that Plotly does not know
        fonts = [note["font"]["size"] for note in drawn["layout"]["annotations"]]
        assert min(fonts, default=13) >= 13


@every_language
def test_every_figure_is_said_tabled_and_described(language: str) -> None:
    for figure, _ in every_figure():
        told = statement(figure, words(language))
        assert told.headline
        assert told.headline in alt(figure, words(language))
        assert notes(figure, words(language))
        assert labelled(figure, words(language)).height == figure.frame.height
        assert csv(figure, words(language)).count(b"\r\n") == figure.frame.height + 1


def test_the_headline_has_its_denominators_and_its_intervals() -> None:
    told = statement(people(view()), words("en"))
    assert told.headline == (
        "People registered: children are 47% of those whose age is known; women and girls are 69% of those whose "
        "gender is known."
    )
    assert told.lines[0].startswith("The age is known for 88%, the gender for 85%.")
    assert "Children: 50 of 106 with a known age (95% interval: 37.9% to 56.6%)." in told.lines


def test_a_share_of_what_a_filter_picks_is_not_said() -> None:
    told = statement(people(view(gender=("female",))), words("en"))
    assert "women and girls are" not in told.text
    assert "children are 57% of those whose age is known" in told.headline
    assert statement(people(view(gender=("female",), age=("9_17",))), words("en")).headline.endswith(": 40.")


def test_children_and_means_are_told_apart_wherever_children_are_a_share() -> None:
    assert "children_and_means" in people(view()).notes
    assert "children_and_means" in children_by_year(view()).notes


def test_a_filter_that_a_share_sets_aside_is_said() -> None:
    assert "age_lifted" in children_by_year(view(age=("9_17",))).notes
    assert "gender_lifted" not in children_by_year(view(age=("9_17",), gender=("female",))).notes
    assert "gender_lifted" in by_place(view(gender=("female",))).notes
    assert not {"age_lifted", "gender_lifted"} & {*children_by_year(view()).notes, *by_place(view()).notes}


def test_children_at_two_moments_are_compared_in_the_same_records() -> None:
    figure = stages(view())
    values = figure.frame.with_columns(value_low=pl.when(pl.col("same_records")).then(60.0).otherwise(20.0))
    told = statement(replace(figure, frame=values, facts={**figure.facts, "both": 50}), words("en"))
    assert told.headline.startswith("Children, in the same 50 records (42% of all): 60% when registered")
    assert told.lines[0].startswith("Children, each time among the records that state it: 20% when registered")


def test_the_years_whose_parts_are_far_from_their_total_are_named_first() -> None:
    figure = children_by_year(view())
    assert figure.facts["in_part"] == {}
    told = statement(replace(figure, facts={**figure.facts, "in_part": {2009: 75.0, 2019: 21.7}}), words("en"))
    assert told.lines[0].endswith("of those parts only: 2019 (22% of the total) and 2009 (75% of the total).")


def test_the_table_names_what_is_not_known_and_who_has_no_band() -> None:
    shown = labelled(people(view()), words("en"))
    assert {"Unknown", "Children, age not known more closely", "9–17 years"} <= set(shown["Age"])


def test_records_are_told_of_never_perpetrators_counted() -> None:
    told = statement(perpetrators(view(PERPETRATORS, "perpetrators")), words("en"))
    assert (
        told.headline
        == "Of the records that state the role of a perpetrator: exploiter 100% and recruiter or broker 75%."
    )
    assert told.lines[0].startswith("Stated, of all records: the role in 53%, the gender in 53%, the age in 0%")
    said = " ".join(notes(perpetrators(view(PERPETRATORS, "perpetrators")), words("en")))
    assert "nobody counted or judged perpetrators" in said
    assert "more than 100%" in said


def test_a_period_is_as_wide_as_its_years_and_its_share_is_of_the_whole_period() -> None:
    figure = periods(view(PERPETRATORS, "perpetrators"))
    assert "periods" not in figure.notes
    assert "periods_of_shares" in figure.notes
    told = statement(figure, words("en"))
    # Ten records tell a role in 2019: too few for a percentage.
    assert told.headline.startswith("In 2005–2013, of the records that state it: exploiter 100%")


def test_on_a_phone_two_genders_stand_in_a_row() -> None:
    layout = ages(people(view()), words("en"), LIGHT, PHONE).to_dict()["layout"]
    starts = [value["domain"][0] for name, value in layout.items() if name.startswith("xaxis")]
    assert starts.count(0.0) == 2


def test_what_a_part_does_not_tell_is_a_row_of_its_own() -> None:
    drawn = part_bars(perpetrators(view(PERPETRATORS, "perpetrators")), words("en"), LIGHT, NORMAL).to_dict()
    (hatched,) = [trace for trace in drawn["data"] if trace["type"] == "bar" and "pattern" in trace["marker"]]
    assert sorted(round(length) for length in hatched["x"]) == [47, 47, 73, 100, 100, 100]
