"""The table is what is drawn, the file is the table, and no cell of it can run in a spreadsheet."""

import csv as reader
import io
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.tables import csv, labelled, stem
from pages.parts.words import languages, words
from queries.figure import Figure
from queries.view import View
from tests.frames import COUNTED, DEMO, PLAIN, answers, places, trend

EN, FR = words("en"), words("fr")
BY_ORIGIN = trend({"UKR": {2018: 10, 2019: None}, "PHL": {2018: 0, 2019: 400}}, by="origin",
                  known=lambda high: high + 40)  # fmt: skip


def read(figure: Figure, language: str = "en") -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(csv(figure, words(language)).decode("utf-8-sig"), newline="")))


def test_the_table_has_the_rows_that_are_drawn_in_their_order() -> None:
    table = labelled(BY_ORIGIN, EN)
    assert table["Code"].to_list() == BY_ORIGIN.frame["code"].to_list()
    assert table["Count, lower bound"].to_list() == BY_ORIGIN.frame["low"].to_list()


def test_labels_stand_beside_the_codes_in_the_language() -> None:
    assert labelled(BY_ORIGIN, FR).select("Code", "Nationalité").row(0) == ("UKR", "Ukraine")
    assert labelled(BY_ORIGIN, EN).columns[:2] == ["Code", "Citizenship"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("figure", [
    BY_ORIGIN, places({"FRA": (0, 4)}, edition=COUNTED), answers({"gender": {2019: (1, 2), None: (0, 0)}}),
    trend({"": {2019: 5}}, edition=DEMO),
])  # fmt: skip
def test_the_file_equals_the_table(figure: Figure, language: str) -> None:
    table = labelled(figure, words(language))
    shown = [["" if value is None else str(value) for value in row] for row in table.iter_rows()]
    kept = [list(row.values()) for row in read(figure, language)]
    assert kept == shown
    assert list(read(figure, language)[0]) == table.columns


def test_no_data_is_empty_zero_is_zero_and_a_status_tells_why() -> None:
    rows = {(row["Code"], row["First year"]): row for row in read(BY_ORIGIN)}
    missing, zero = rows["UKR", "2019"], rows["PHL", "2018"]
    assert (missing["Value, lower bound"], missing["Status code"], missing["Status"]) == ("", "M", "no value")
    assert (zero["Value, lower bound"], zero["Status code"]) == ("0.0", "A")


def test_a_withheld_percentage_is_empty_with_its_status() -> None:
    (row,) = read(trend({"female": {2019: 3}}, by="gender", measure="share"))
    assert (row["Value, lower bound"], row["Status code"]) == ("", "U")
    assert row["Status"] == "base too small for a percentage"


def test_bounds_stay_two_numbers() -> None:
    (row,) = read(trend({"": {2019: (7969, 7973)}}, edition=COUNTED))
    assert (row["Count, lower bound"], row["Count, upper bound"]) == ("7969", "7973")


def test_the_file_opens_in_excel_with_its_accents() -> None:
    assert csv(BY_ORIGIN, FR).startswith(b"\xef\xbb\xbf")
    assert "Première année" in csv(BY_ORIGIN, FR).decode("utf-8-sig")


def test_numbers_keep_the_decimal_point_in_every_language() -> None:
    figure = trend({"": {2018: 100, 2019: 151}}, measure="index")
    assert read(figure, "fr")[1]["Valeur, borne inférieure"] == "151.0"


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
    assert "Country that reports" in labelled(places({"FRA": 5}, edition=COUNTED), EN).columns
    assert "Country of identification" in labelled(places({"FRA": 5}), EN).columns


def test_a_whole_without_comparison_needs_no_code() -> None:
    assert labelled(trend({"": {2019: 5}}), EN).columns[0] == "First year"


def test_an_empty_figure_is_a_file_with_its_header() -> None:
    empty = replace(BY_ORIGIN, frame=BY_ORIGIN.frame.clear())
    assert csv(empty, EN).decode("utf-8-sig").startswith("Code,Citizenship,First year")


def test_the_files_name_tells_what_it_is() -> None:
    assert stem(BY_ORIGIN) == "ctdc-synthetic_2021-08-25_trend_origin_count"
    assert stem(replace(BY_ORIGIN, view=View("trends", measure="index"), edition=PLAIN)).endswith("trend_index")
