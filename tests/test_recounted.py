"""Published figures counted again from UNODC's own workbook: map, small maps, gender and age, and what is empty."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from queries.figures import trend
from queries.people import people
from queries.periods import periods
from queries.places import places
from queries.view import Filters, View

SOURCE = Filters("unodc-glotip", "2025-04-14")
CODES = {"Female": "female", "Male": "male", "Other": "other", "0 to 17 years": "minor", "18 years or over": "adult"}
IMPOSSIBLE = 100_000  # what the loader sets aside

pytestmark = pytest.mark.real


class Cell(NamedTuple):
    country: str
    year: int
    sex: str
    age: str
    low: int
    high: int


@pytest.fixture(scope="module")
def cells(real_data: Path) -> list[Cell]:
    """Detected victims of no other dimension than sex and age, as they are written."""
    book = pl.read_excel(
        real_data / "unodc/data_glotip_2025-04-14.xlsx", sheet_name="data_glotip_1", engine="calamine",
        read_options={"header_row": 2}, infer_schema_length=0,
    )  # fmt: skip
    kept = book.filter(Indicator="Detected trafficking victims", Dimension="Total").drop_nulls("Iso3_code")
    rows = kept.select("Iso3_code", "Year", "Sex", "Age", "txtVALUE").rows()
    found = [Cell(code, int(year), sex, age, *_bounds(text)) for code, year, sex, age, text in rows]
    return [one for one in found if one.low <= IMPOSSIBLE]


def _bounds(text: str) -> tuple[int, int]:
    value = 0 if text == "<5" else int(float(text.replace(",", "")))
    return value, value or 4


@pytest.fixture(autouse=True)
def publishers(real_database: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(real_database))
        yield


def total(found: Iterable[Cell]) -> tuple[int, int]:
    rows = list(found)
    return sum(one.low for one in rows), sum(one.high for one in rows)


def whole(cells: Iterable[Cell]) -> list[Cell]:
    return [one for one in cells if one.sex == one.age == "Total"]


def test_every_country_of_the_map_is_the_average_of_its_own_years(cells: list[Cell]) -> None:
    figure = places(View("map", SOURCE, by="country"))
    given = defaultdict(list)
    for one in whole(cells):
        given[one.country].append(one)
    assert {*figure.frame["code"]} == {*given}
    for row in figure.frame.iter_rows(named=True):
        own = given[row["code"]]
        low, high = total(own)
        years = len({one.year for one in own})
        assert (row["low"], row["high"], row["years"]) == (low, high, years)
        assert (row["value_low"], row["value_high"]) == pytest.approx((low / years, high / years))


def test_every_small_map_is_the_average_of_the_years_of_its_period(cells: list[Cell]) -> None:
    frame = periods(View("map", SOURCE, by="country")).frame
    assert frame.height > 400
    for row in frame.iter_rows(named=True):
        own = [
            one
            for one in whole(cells)
            if one.country == row["code"] and row["year_first"] <= one.year <= row["year_last"]
        ]
        low, high = total(own)
        years = len({one.year for one in own})
        assert (row["value_low"], row["value_high"]) == pytest.approx((low / years, high / years))


def test_gender_and_age_are_the_cells_published_of_both(cells: list[Cell]) -> None:
    expected: dict[tuple[str | None, str | None], list[Cell]] = defaultdict(list)
    for one in cells:
        if "Total" not in (one.sex, one.age):
            expected[CODES.get(one.sex), CODES.get(one.age)].append(one)
    frame = people(View("people", SOURCE)).frame
    found = {(gender, age): bounds for gender, age, *bounds in frame.select("gender", "age", "low", "high").rows()}
    assert found == {key: [*total(own)] for key, own in expected.items()}


def test_a_country_is_empty_only_where_the_workbook_has_no_row_of_it(cells: list[Cell]) -> None:
    """Countries with nothing but `<5` are there; those that have no total at all are not."""
    withheld = {one.country for one in cells} - {one.country for one in whole(cells) if one.low}
    assert "AND" in withheld
    here = {one.country for one in whole(cells)}
    for country in sorted(withheld):
        chosen = SOURCE.having({"country": (country,)})
        for figure in (trend(View("trends", chosen)), places(View("map", chosen, by="country"))):
            assert figure.is_empty == (country not in here)
            assert figure.facts["records_high"] == total(one for one in whole(cells) if one.country == country)[1]
