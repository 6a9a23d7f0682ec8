"""The page that compares: examples by click, refusals with their reason, swap, back, the file, accessibility."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from pages.parts.words import words
from tests.browser.hands import serious

Reading = Callable[..., Any]
CHART = ".st-key-chart-compare .stPlotlyChart"
GENDERS = "/compare?from=2005&to=2014&gender=female&with_gender=male"


@pytest.mark.parametrize(
    ("example", "first", "second"),
    [
        ("gender", "Women and girls", "Men and boys"),
        ("region", "Europe", "Americas"),
        ("period", "2018–2022", "2002–2006"),
    ],
)
def test_an_example_opens_by_one_click_with_both_selections_in_words(
    reader: Any, example: str, first: str, second: str
) -> None:
    page = reader.open("/compare?lang=en")
    expect(page.locator("h1")).to_have_text("How do two selections compare?")
    page.locator(f".st-key-example-{example} button").click()
    page.locator(CHART).wait_for()
    expect(page.locator(".side-a")).to_contain_text(first)
    expect(page.locator(".side-b")).to_contain_text(second)
    reader.settle()


def test_what_differs_gives_a_first_choice_that_can_be_changed_swapped_and_removed(reader: Any) -> None:
    page = reader.open("/compare?region=europe")
    page.get_by_role("combobox", name=re.compile("What differs")).first.click()
    page.get_by_role("option", name="Gender", exact=True).click()
    reader.asks(region="europe", gender="female", with_gender="male")
    page.locator(".st-key-compare-swap button").click()
    reader.asks(region="europe", gender="male", with_gender="female")
    expect(page.locator(".side-a")).to_contain_text("Men and boys")
    page.go_back()
    reader.asks(region="europe", gender="female", with_gender="male")
    expect(page.locator(".side-a")).to_contain_text("Women and girls")
    page.locator(".st-key-compare-remove button").click()
    reader.asks(region="europe", gender="female")
    expect(page.locator(CHART)).to_have_count(0)


def test_the_second_selection_stays_on_its_page(reader: Any) -> None:
    page = reader.open(GENDERS)
    page.locator(".st-key-pages").get_by_role("link", name="Trends", exact=True).click()
    page.wait_for_function("document.title.startsWith('Trends')")
    reader.asks(from_="2005", to="2014", gender="female")
    expect(page.locator(".notice")).to_have_count(0)


def test_the_file_is_the_table_and_has_both_sides_with_difference_and_ratio(reader: Any) -> None:
    page = reader.open(GENDERS)
    page.locator(".st-key-table-compare").get_by_text("Table").click()
    page.locator(".st-key-panel-compare .table").wait_for()
    header, *shown = page.locator(".table table tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    with page.expect_download() as caught:
        page.locator(".st-key-csv-compare button").click()
    rows = list(csv.DictReader(io.StringIO(caught.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(shown) == 22
    assert {row["Side"] for row in rows} == {"Women and girls", "Men and boys"}
    at = header.index("Difference")
    told = [row[at].replace(",", "") for row in shown]
    assert [float(cell) if cell else None for cell in told] == [
        float(row["Difference, lower bound"]) if row["Difference, lower bound"] else None for row in rows
    ]
    assert rows[0]["Selection"] == "from=2005&to=2014&gender=female&with_gender=male"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_with_and_without_a_second_selection(
    reading: Reading, demo_site: str, scheme: str, language: str
) -> None:
    reader = reading(demo_site, color_scheme=scheme)
    for link in (f"/compare?lang={language}", f"{GENDERS}&lang={language}"):
        page = reader.open(link)
        expect(page.locator("h1")).to_have_text(words(language)("compare.title"))
        assert serious(page) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(reading: Reading, demo_site: str) -> None:
    reader = reading(
        demo_site, width=390, height=844, user_agent="Mozilla/5.0 (Linux; Android 14) Mobile", is_mobile=True
    )
    page = reader.open(GENDERS)
    page.locator(CHART).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_stage_the_two_are_named_beside_the_chart(reader: Any) -> None:
    page = reader.open(f"{GENDERS}&show=compare")
    page.locator(CHART).wait_for()
    expect(page.locator(".side-b")).to_contain_text("Men and boys")
    page.keyboard.press("Escape")
    reader.asks(from_="2005", to="2014", gender="female", with_gender="male")


def test_what_cannot_be_compared_is_refused_with_its_reason(reading: Reading, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/compare?dataset=unodc-glotip&with_dataset=ctdc-synthetic&lang=en")
    expect(page.locator("p.empty")).to_have_text(words("en")("compare.refused.headline"))
    expect(page.locator(".why")).to_contain_text("published totals from countries")
    page.locator(".st-key-compare-clear button").click()
    reader.asks(dataset="unodc-glotip", lang="en")


def test_two_editions_say_what_was_revised_and_by_whom(reading: Reading, real_site: str) -> None:
    page = reading(real_site).open(
        "/compare?dataset=ctdc-k-anonymised&edition=2021-07-15&with_edition=2017-11-27&lang=en"
    )
    told = page.locator(".st-key-panel-revision .takeaway")
    told.wait_for()
    expect(told).to_contain_text("from 3,584 to 10,391")
    expect(told).to_contain_text("Hotline, United States")
    page.locator(".st-key-chart-revision .stPlotlyChart").wait_for()


def test_another_data_set_drops_what_no_longer_opens_and_says_so(reading: Reading, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/compare?dataset=ctdc-k-anonymised&edition=2021-07-15&with_edition=2017-11-27&lang=en")
    page.get_by_role("combobox", name=re.compile("Change the data set")).click()
    page.get_by_role("option", name=re.compile("UNODC")).click()
    page.locator(".notice").wait_for()
    expect(page.locator(".notice")).to_contain_text("Compared with")
    reader.asks(dataset="unodc-glotip", edition="2025-04-14", lang="en")
