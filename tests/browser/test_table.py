"""The crosstab: dimensions, order and cells are chosen by hand and by keyboard, files equal the screen."""

import csv
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import click, middle, still

Reading = Callable[..., Any]
ROWS = '.table.crosstab tbody th[scope="row"]'
SQUARES = ".st-key-chart-crosstab .barlayer .point path"


def choose(page: Page, label: str, option: str) -> None:
    """Chooses an option by keyboard alone."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.focus()
    box.press_sequentially(option)
    page.get_by_role("option", name=option).first.wait_for()
    box.press("Enter")


def rows(page: Page) -> list[str]:
    return page.locator(ROWS).all_inner_texts()


def column(page: Page, number: int) -> list[str]:
    return page.locator(f".table.crosstab tbody tr td:nth-of-type({number})").all_inner_texts()


def test_dimensions_chosen_by_keyboard_are_in_the_link_and_in_the_table(reader: Any) -> None:
    page = reader.open("/table")
    choose(page, "Rows", "Age")
    reader.asks(among_others=True, by="age")
    choose(page, "Layers", "Type of exploitation")
    reader.asks(among_others=True, within="exploitation")
    expect(page.locator(".table.crosstab tr.layer").first).to_be_visible()
    page.get_by_role("radio", name="Share").click()
    reader.settle()
    expect(page.locator(".table.crosstab tr.known").first).to_contain_text("%")


def test_rows_are_sorted_by_a_column_by_keyboard(reader: Any) -> None:
    page = reader.open("/table?by=age")
    choose(page, "Sort the rows by", "Men and boys")
    reader.asks(among_others=True, sort="male")
    number = page.locator(".table.crosstab thead th").all_inner_texts().index("Men and boys")
    told = [int(text.replace(",", "")) for text in column(page, number)][: len(rows(page)) - 2]
    assert told == sorted(told, reverse=True)


def test_a_square_that_is_clicked_becomes_chips(reader: Any) -> None:
    page = reader.open("/table")
    square = page.locator(SQUARES).first
    square.scroll_into_view_if_needed()
    click(page, middle(square))
    expect(page.locator(".st-key-chips button:visible")).to_have_count(3)
    reader.asking("exploitation", "gender")
    reader.settle()


def test_a_number_that_is_pressed_becomes_chips(reader: Any) -> None:
    page = reader.open("/table?across=year")
    button = page.locator(".table.crosstab button.pick").first
    button.focus()
    button.press("Enter")
    found = reader.asking("from", "to", "exploitation")
    assert found["from"] == found["to"]
    assert len(found["exploitation"]) == 1
    reader.settle()


def test_the_file_of_the_table_has_the_numbers_on_screen(reader: Any) -> None:
    page = reader.open("/table?by=gender&across=exploitation")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this table").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        head, *lines = [*csv.reader(file)]
    shown = page.locator(".table.crosstab tbody tr")
    heads = page.locator(".table.crosstab thead th").all_inner_texts()
    assert head[: len(heads)] == heads
    for line, row in zip(lines, shown.all(), strict=True):
        texts = [
            row.locator("th").inner_text(),
            *(text.replace(",", "") for text in row.locator("td").all_inner_texts()),
        ]
        assert line[: len(texts)] == texts


def test_rows_are_found_by_name(reader: Any) -> None:
    page = reader.open("/table?by=country&across=gender")
    found = page.get_by_label("Find a row")
    found.fill("ital")
    found.press("Enter")
    expect(page.locator(ROWS)).to_have_text(["Italy"])
    reader.settle()


@pytest.mark.real
def test_what_is_not_published_together_is_offered_as_such(reading: Reading, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/table?dataset=unodc-glotip&by=origin&across=gender")
    expect(page.locator(".notice")).to_contain_text("The publisher does not give this together")
    page.get_by_role("combobox", name="Columns").click()
    expect(page.get_by_role("option", name=re.compile("Gender – not published together"))).to_be_visible()


@pytest.mark.parametrize("link", ["/table?by=country&across=origin", "/table?within=region&measure=share"])
def test_on_a_phone_the_table_scrolls_in_its_frame_and_its_first_column_stays(
    reading: Reading, demo_site: str, link: str
) -> None:
    reader = reading(demo_site, width=390, height=844, is_mobile=True, has_touch=True, user_agent="Mobi")
    page = reader.open(link)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    table = page.locator(".table.crosstab")
    table.scroll_into_view_if_needed()
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    name = table.locator('tbody th[scope="row"]').first
    before = still(page, name.bounding_box)
    table.evaluate("table => { table.scrollLeft = 200 }")
    after = still(page, name.bounding_box)
    assert after["x"] == pytest.approx(before["x"], abs=1)
