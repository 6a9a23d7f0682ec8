"""The table is what is drawn, the file is the table, and no cell of it can run in a spreadsheet."""

import csv as reader
import io
import re
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.countries import countries
from pages.parts import tableview
from pages.parts.charts import answer_rates
from pages.parts.tables import csv, labelled, stem, whole
from pages.parts.theme import LIGHT, NORMAL
from pages.parts.words import languages, words
from queries.figure import Figure
from queries.view import Filters, View
from tests.frames import COUNTED, DEMO, PLAIN, answers, places, trend

EN, FR = words("en"), words("fr")
BY_ORIGIN = trend({"UKR": {2018: 10, 2019: None}, "PHL": {2018: 0, 2019: 400}}, by="origin",
                  known=lambda high: high + 40)  # fmt: skip


def read(figure: Figure, language: str = "en") -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(csv(figure, words(language)).decode("utf-8-sig"), newline="")))


def test_the_table_has_the_rows_that_are_drawn_in_their_order() -> None:
    table = labelled(BY_ORIGIN, EN)
    assert table["Code"].to_list() == BY_ORIGIN.frame["code"].to_list()
    assert table["Value"].to_list() == BY_ORIGIN.frame["value_low"].to_list()


def test_labels_stand_beside_the_codes_in_the_language() -> None:
    assert labelled(BY_ORIGIN, FR).select("Code", "Nationalité").row(0) == ("UKR", "Ukraine")
    assert labelled(BY_ORIGIN, EN).columns[:2] == ["Code", "Citizenship"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("figure", [
    BY_ORIGIN, places({"FRA": (0, 4)}, edition=COUNTED), answers({"gender": {2019: (1, 2), None: (0, 0)}}),
    trend({"": {2019: 5}}, edition=DEMO), trend({"": {(2005, 2013): 50, 2019: 7}}),
])  # fmt: skip
def test_the_file_equals_the_table_in_all_that_the_screen_shows(figure: Figure, language: str) -> None:
    table, file = labelled(figure, words(language)), read(figure, language)
    for name in table.columns:
        of_file = {"Value": "Value, lower bound", "Valeur": "Valeur, borne inférieure", "Count": "Count, lower bound",
                   "Nombre": "Nombre, borne inférieure"}  # fmt: skip
        there = name if name in file[0] else of_file[name]
        assert [row[there] for row in file] == ["" if value is None else str(value) for value in table[name]]
    assert list(file[0]) == whole(figure, words(language)).columns


def test_every_row_of_the_file_says_what_it_counts_of_which_selection_and_whom_to_cite() -> None:
    filters = Filters(dataset="unodc-glotip", indicator="convicted", country=("FRA",), gender=("female",))
    for row in read(trend({"": {2018: 5, 2019: 6}}, edition=COUNTED, filters=filters)):
        assert (row["Data set"], row["Edition"], row["Indicator"]) == ("unodc-glotip", "2025-04-14", "convicted")
        assert row["Unit"] == "people convicted"
        assert row["Selection"] == "country=FRA&gender=female"
        assert row["Source"] == "Made-up citation"


def test_only_published_figures_have_an_indicator_and_nothing_selected_is_empty() -> None:
    (row,) = read(trend({"": {2019: 5}}))
    assert "Indicator" not in row
    assert (row["Unit"], row["Selection"]) == ("records", "")


def test_the_screen_leaves_out_what_is_the_same_in_every_row() -> None:
    shown = labelled(trend({"": {2018: 5, 2019: 6}}, edition=COUNTED), EN).columns
    assert shown == ["Year", "Value", "Status code", "Status"]


def test_the_value_stands_first_after_the_year_and_the_label() -> None:
    shown = labelled(trend({"UKR": {2018: (0, 4), 2019: 5}}, by="origin"), EN).columns
    assert shown[:5] == ["Code", "Citizenship", "Year", "Value, lower bound", "Value, upper bound"]


def test_denominators_stay_where_a_share_is_shown() -> None:
    figure = trend({"female": {2019: 40}}, by="gender", measure="share", edition=COUNTED)
    assert {"With an answer", "All in the selection"} <= {*labelled(figure, EN).columns}


def test_a_single_year_is_one_column_and_a_period_two() -> None:
    assert "Year" in labelled(trend({"": {2018: 5, 2019: 6}}), EN).columns
    assert {"First year", "Last year"} <= {*labelled(trend({"": {(2005, 2013): 50, 2019: 6}}), EN).columns}


def test_whole_counts_are_whole_numbers_and_others_have_two_decimals() -> None:
    assert [row["Value, lower bound"] for row in read(trend({"": {2018: 322, 2019: 10_185}}))] == ["322", "10185"]
    averages = places({"FRA": 5, "ITA": 7})
    third = replace(averages, frame=averages.frame.with_columns(pl.col("value_low") / 3))
    assert [row["Value, lower bound"] for row in read(third)] == ["1.67", "2.33"]


def test_countries_beside_the_selected_ones_say_so() -> None:
    figure = places({"FRA": 5, "ITA": 7})
    assert "Selected" not in labelled(replace(figure, frame=figure.frame.with_columns(selected=True)), EN).columns
    chosen = replace(figure, frame=figure.frame.with_columns((pl.col("code") == "FRA").alias("selected")))
    assert labelled(chosen, EN)["Selected"].to_list() == ["yes", "no"]


def test_no_data_is_empty_zero_is_zero_and_a_status_tells_why() -> None:
    rows = {(row["Code"], row["Year"]): row for row in read(BY_ORIGIN)}
    missing, zero = rows["UKR", "2019"], rows["PHL", "2018"]
    assert (missing["Value, lower bound"], missing["Status code"], missing["Status"]) == ("", "M", "no value")
    assert (zero["Value, lower bound"], zero["Status code"]) == ("0", "A")


def test_a_withheld_percentage_is_empty_with_its_status() -> None:
    (row,) = read(trend({"female": {2019: 3}}, by="gender", measure="share"))
    assert (row["Value, lower bound"], row["Status code"]) == ("", "U")
    assert row["Status"] == "base too small for a percentage"


def test_bounds_stay_two_numbers() -> None:
    (row,) = read(trend({"": {2019: (7969, 7973)}}, edition=COUNTED))
    assert (row["Count, lower bound"], row["Count, upper bound"]) == ("7969", "7973")


def test_the_line_of_the_same_reporters_is_in_the_file_and_on_screen_where_there_is_one() -> None:
    held = trend({"": {2018: 50, 2019: (90, 94)}}, panel={"": {2018: 40, 2019: (60, 64)}}, edition=COUNTED)
    bounds = ["Same reporters: value, lower bound", "Same reporters: value, upper bound"]
    assert [[row[name] for name in bounds] for row in read(held)] == [["40", "40"], ["60", "64"]]
    assert {*bounds} <= {*labelled(held, EN).columns}
    alone = trend({"": {2018: 50, 2019: 90}}, edition=COUNTED)
    assert not [name for name in labelled(alone, EN).columns if name.startswith("Same reporters")]
    assert {*bounds} <= {*read(alone)[0]}


def test_an_interval_from_zero_is_not_an_empty_column() -> None:
    figure = trend({"": {2018: 0, 2019: 0}})
    drawn = replace(figure, frame=figure.frame.with_columns(ci_low=pl.lit(0.0), ci_high=pl.lit(3.69)))
    assert labelled(drawn, EN).columns[1:4] == ["Value", "95% interval, lower", "95% interval, upper"]


def test_the_file_opens_in_excel_with_its_accents() -> None:
    assert csv(BY_ORIGIN, FR).startswith(b"\xef\xbb\xbf")
    assert "Nationalité" in csv(BY_ORIGIN, FR).decode("utf-8-sig")


def test_numbers_keep_the_decimal_point_in_every_language() -> None:
    figure = trend({"": {2018: 200, 2019: 301}}, measure="index")
    assert read(figure, "fr")[1]["Valeur, borne inférieure"] == "150.5"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")'])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    (row,) = read(places({cell: 5}))
    assert row["Code"] == f"'{cell}"


@given(st.text(min_size=1, max_size=12).filter(lambda text: "\x00" not in text))
def test_no_text_of_any_kind_starts_a_formula(text: str) -> None:
    (row,) = read(places({text.encode("utf-8", "ignore").decode() or "x": 5}))
    assert not row["Code"].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_negative_numbers_stay_numbers() -> None:
    frame = BY_ORIGIN.frame.with_columns(pl.lit(-1.5).alias("value_low"))
    assert {row["Value, lower bound"] for row in read(replace(BY_ORIGIN, frame=frame))} == {"-1.5"}


def test_every_row_of_the_demonstration_says_that_it_is_made_up() -> None:
    assert [row["Data"] for row in read(trend({"": {2018: 5, 2019: 6}}, edition=DEMO))] == [
        "Demonstration data, made up",
    ] * 2  # fmt: skip
    assert "Data" not in labelled(BY_ORIGIN, EN).columns


def test_published_figures_count_what_countries_report() -> None:
    assert EN("dimension_figures.country") in labelled(places({"FRA": 5}, edition=COUNTED), EN).columns
    assert EN("dimension.country") in labelled(places({"FRA": 5}), EN).columns


def test_a_whole_without_comparison_needs_no_code() -> None:
    assert labelled(trend({"": {2019: 5}}), EN).columns[0] == "Year"


def test_an_empty_figure_is_a_file_with_its_header() -> None:
    empty = replace(BY_ORIGIN, frame=BY_ORIGIN.frame.clear())
    assert csv(empty, EN).decode("utf-8-sig").startswith("Code,Citizenship,Year")


def test_the_files_name_tells_what_it_is() -> None:
    assert stem(BY_ORIGIN) == "ctdc-synthetic_2021-08-25_trend_origin_count"
    assert stem(replace(BY_ORIGIN, view=View("trends", measure="index"), edition=PLAIN)).endswith("trend_index")


def test_files_of_different_selections_have_different_names() -> None:
    chosen = Filters(indicator="convicted", country=("FRA", "ITA"), from_=2015)
    assert stem(trend({"": {2019: 5}}, edition=COUNTED, filters=chosen)) == (
        "unodc-glotip_2025-04-14_trend_convicted_count_from-2015_country-FRA+ITA"
    )


def test_a_long_selection_is_cut_and_still_told_apart() -> None:
    codes = tuple(sorted(countries()))[:90]
    names = {stem(trend({"": {2019: 5}}, filters=Filters(country=codes[:n]))) for n in (60, 80, 90)}
    assert len(names) == 3
    assert {len(name) <= 120 for name in names} == {True}


@given(st.text(max_size=30))
def test_a_files_name_has_no_sign_that_a_system_refuses(text: str) -> None:
    assert re.fullmatch(r"[\w.+-]*", stem(trend({"": {2019: 5}}, filters=Filters(origin=(text,)))), re.ASCII)


def test_the_table_on_screen_groups_every_number_but_years(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(tableview.st, "html", drawn.append)
    tableview.table(labelled(trend({"": {2018: 1234, 2019: 10_185}}), EN), EN)
    assert ">2018<" in drawn[0]
    assert ">1,234<" in drawn[0]
    assert ">10,185<" in drawn[0]


def test_answer_rates_are_tabled_in_the_order_they_are_drawn() -> None:
    figure = answers({"age": {2019: (1, 2)}, "recruiter": {2019: (1, 2)}, "country": {None: (0, 1), 2019: (2, 2)}})
    assert labelled(figure, EN)["Question"].to_list() == ["country", "country", "age", "recruiter"]
    drawn = answer_rates(figure, EN, LIGHT, NORMAL).layout.yaxis.ticktext
    names = [name.replace("<br>", " ") for name in drawn]
    assert names == list(dict.fromkeys(labelled(figure, EN)["Name"].to_list()))
