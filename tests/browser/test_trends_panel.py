"""Is the rise real? On the page of trends: the same reporters, what the change is made of, the years compared."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import click, middle, serious

LINK = "/trends?from=2010&to=2022"
TREND, CHANGE, WINDOWS = (f".st-key-chart-{name}" for name in ("trend", "change", "windows"))


WRITTEN = """([chart, text]) => [...document.querySelectorAll(`${chart} svg text`)]
    .map(one => one.textContent).join(' | ').includes(text)"""


def says(page: Page, chart: str, text: str) -> None:
    """Fails unless a chart comes to say this in its picture."""
    page.wait_for_function(WRITTEN, arg=[chart, text])


def says_not(page: Page, chart: str, text: str, instead: str) -> None:
    """Fails unless a chart comes to say something else in its picture, and not this."""
    says(page, chart, instead)
    assert not page.evaluate(WRITTEN, [chart, text])


def test_the_same_reporters_are_drawn_until_they_are_taken_off_and_the_link_says_so(reader: Any) -> None:
    page = reader.open(LINK)
    expect(page.locator(f"{TREND} svg")).not_to_have_count(0)
    says(page, TREND, "same 5 reporters")
    says(page, TREND, "Reporters, in colour the same 5")
    expect(page.locator(f"{TREND} .barlayer .point")).to_have_count(26)
    page.locator(".st-key-w_panel").get_by_text("Same reporters").click()
    page.wait_for_url("**panel=off**")
    reader.settle()
    says_not(page, TREND, "same 5 reporters", instead="Reporters each year")
    page.locator(".st-key-w_panel").get_by_text("Same reporters").click()
    page.wait_for_url(lambda url: "panel" not in url)
    reader.settle()
    says(page, TREND, "same 5 reporters")


def test_a_shared_link_opens_without_the_panel(reader: Any) -> None:
    page = reader.open(f"{LINK}&panel=off")
    says_not(page, TREND, "same 5 reporters", instead="Reporters each year")
    expect(page.locator(".notice")).to_have_count(0)


def test_the_toggle_is_not_offered_where_there_is_nothing_to_tell_apart(reader: Any) -> None:
    page = reader.open("/trends?from=2021&to=2022&region=asia")
    expect(page.locator(".st-key-options")).to_be_visible()
    expect(page.locator(".st-key-w_panel")).to_have_count(0)


def rows(page: Page, panel: str) -> tuple[list[str], list[list[str]]]:
    page.locator(f".st-key-table-{panel}").get_by_text("Table").click()
    table = page.locator(f".st-key-panel-{panel} .table table")
    table.wait_for()
    body = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return table.locator("th").all_inner_texts(), body


def number(text: str) -> str:
    """A cell without what is only writing: thousands, decimals that are none."""
    plain = text.replace(",", "")
    return f"{float(plain):.2f}" if re.fullmatch(r"-?\d+(\.\d+)?", plain) else text


@pytest.mark.parametrize("panel", ["trend", "change", "windows"])
def test_the_file_holds_what_the_table_shows(reader: Any, panel: str) -> None:
    page = reader.open(LINK)
    heads, body = rows(page, panel)
    with page.expect_download() as download:
        page.locator(f".st-key-csv-{panel} button").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    file = list(csv.DictReader(io.StringIO(text)))
    assert len(file) == len(body) > 1
    bounds = {head: next((name for name in file[0] if name.startswith(f"{head}, lower")), head) for head in heads}
    for line, cells in zip(file, body, strict=True):
        for head, cell in zip(heads, cells, strict=True):
            if bounds[head] in line:
                assert number(cell.replace("\u2212", "-")) == number(line[bounds[head]])
    assert sum(bounds[head] in file[0] for head in heads) >= len(heads) - 2


def test_a_point_of_the_windows_compares_its_years(reader: Any) -> None:
    page = reader.open(LINK)
    page.locator(WINDOWS).scroll_into_view_if_needed()
    point = page.locator(f"{WINDOWS} .scatterlayer .points path").nth(2)
    point.wait_for()
    click(page, middle(point))
    page.wait_for_url("**from=2010&to=2013**")


@pytest.mark.parametrize("panel", ["trend", "change", "windows"])
def test_each_of_the_three_goes_on_stage_and_leaves_it(reader: Any, panel: str) -> None:
    page = reader.open(LINK)
    page.locator(f".st-key-tools-{panel}").get_by_role("button", name="Full screen").click()
    expect(page.locator(".st-key-stage h1.takeaway")).to_be_visible()
    page.wait_for_url(f"**show={panel}**")
    expect(page.locator(".stPlotlyChart")).to_have_count(1)
    expect(page.locator("h2")).to_have_count(0)
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.locator(".st-key-header")).to_be_visible()


def test_a_stage_of_what_cannot_be_taken_apart_says_why(reader: Any) -> None:
    page = reader.open("/trends?from=2020&to=2020&show=change")
    expect(page.locator("h1.takeaway")).to_have_text("How have registrations changed over the years?")
    expect(page.locator("p.empty")).to_contain_text("no change to take apart")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_with_all_three(reading: Any, demo_site: str, scheme: str, width: int) -> None:
    reader = reading(demo_site, width, 900, color_scheme=scheme)
    page = reader.open(f"{LINK}&lang=fr")
    expect(page.locator(".stPlotlyChart")).to_have_count(3, timeout=20_000)
    assert serious(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.real
def test_pakistan_is_named_in_the_published_figures(reading: Any, real_site: str) -> None:
    page = reading(real_site).open("/trends?dataset=unodc-glotip&from=2018&to=2019")
    page.locator(f"{TREND} .annotation").first.wait_for()  # three charts of a first figure: drawn one after the other
    says(page, TREND, "same 113 countries")
    says(page, CHANGE, "+32,022")
    expect(page.locator(".st-key-panel-change .takeaway")).to_contain_text("Pakistan alone is 89%")
