"""The Signals page: what stands out, narrowed by cause, as a file, and one click from the trend it is seen in."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages.parts.words import words
from tests.browser.hands import serious

Reading = Callable[..., Any]
ROWS = ".table.signals tbody tr"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"


def drawn(page: Page) -> int:
    """The rows of the table, once it is there with its chart."""
    page.locator(".st-key-chart-signals .points path").first.wait_for()
    page.locator(ROWS).first.wait_for()
    return page.locator(ROWS).count()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_opens_says_what_it_found_and_is_accessible(reader: Any, language: str) -> None:
    page = reader.open(f"/signals?lang={language}")
    assert drawn(page) > 10
    expect(page.locator("h1")).to_have_text(words(language)("signals.title"))
    expect(page.locator("h2.takeaway")).to_contain_text(words(language)("signals.by_nothing", n=2))
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_the_rows_as_blocks_and_does_not_scroll_sideways(
    reading: Reading, demo_site: str, scheme: str
) -> None:
    options = {"is_mobile": True, "has_touch": True, "color_scheme": scheme}
    page = reading(demo_site, width=390, height=844, **options).open("/signals?lang=fr")
    assert drawn(page) > 10
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth") <= 390
    assert page.locator(".table.signals").evaluate("table => table.scrollWidth <= table.clientWidth")
    assert serious(page) == []


def test_a_phone_shows_ten_rows_and_the_rest_with_a_tap(reading: Reading, demo_site: str) -> None:
    options = {"is_mobile": True, "has_touch": True, "user_agent": PHONE}
    page = reading(demo_site, width=390, height=844, **options).open("/signals?lang=en")
    every = drawn(page)
    expect(page.locator(ROWS).locator("visible=true")).to_have_count(10)
    page.get_by_text(f"Show all {every}").tap()
    expect(page.locator(ROWS).locator("visible=true")).to_have_count(every)
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth") <= 390
    assert serious(page) == []
    names = [text for text in page.locator(".st-key-chart-signals .annotation-text").all_text_contents() if "…" in text]
    assert names == [], "labels are whole"
    years = page.locator(".st-key-chart-signals .annotation-text", has_text="2015")
    expect(years, "years stand above too").to_have_count(1)


def test_a_cause_chosen_is_in_the_address_and_only_its_rows_stay(reader: Any) -> None:
    page = reader.open("/signals")
    every = drawn(page)
    page.get_by_role("combobox", name="Likely cause").click()
    page.get_by_role("option", name="Nothing in the data explains it").click()
    expect(page.locator(ROWS)).to_have_count(2)
    reader.asks(among_others=True, cause="open")
    expect(page.locator(ROWS + ".open")).to_have_count(2)
    assert every > 2
    page.get_by_role("combobox", name="Order").click()
    page.get_by_role("option", name="Largest in proportion first").click()
    reader.asks(cause="open", order="change")
    expect(page.locator(f"{ROWS} a").first).to_contain_text("social network online")


def test_the_file_has_the_rows_of_the_table(reader: Any, tmp_path: Path) -> None:
    page = reader.open("/signals?cause=reporters&order=year")
    rows = drawn(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    waiting.value.save_as(tmp_path / "signals.csv")
    found = [*csv.DictReader(io.StringIO((tmp_path / "signals.csv").read_text(encoding="utf-8-sig")))]
    assert len(found) == rows
    shown = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert [row["Series"] for row in found] == shown
    page.locator(".st-key-table-signals label").click()
    twin = page.locator(".st-key-panel-signals .table:not(.signals)")
    twin.locator("tbody tr").nth(rows - 1).wait_for()
    head = twin.locator("th").all_inner_texts()
    for at, row in enumerate(found):
        cells = dict(zip(head, twin.locator("tbody tr").nth(at).locator("td").all_inner_texts(), strict=True))
        same = ("Year", "Series", "Likely cause", "Why", "Seen by")
        assert {name: cells[name] for name in same} == {name: row[name] for name in same}


def test_a_row_leads_to_the_trend_around_it(reader: Any) -> None:
    page = reader.open("/signals?cause=open&lang=en")
    drawn(page)
    page.get_by_role("link", name="South-eastern Asia").click()
    page.wait_for_url("**/trends?*")
    reader.asks(subregion="south_eastern_asia", from_="2012", to="2022", lang="en")
    expect(page.locator(".st-key-chart-trend .stPlotlyChart")).to_have_count(1)


def test_a_selection_with_nothing_to_tell_says_so(reader: Any) -> None:
    page = reader.open("/signals?country=ISL")
    expect(page.locator("h2.takeaway")).to_contain_text("No series is long and large enough")
    expect(page.locator(".st-key-chart-signals")).to_have_count(0)


def test_it_can_be_shown_alone(reader: Any) -> None:
    page = reader.open("/signals?show=signals")
    page.locator(".st-key-chart-signals .points path").first.wait_for()
    expect(page.locator("h1.takeaway")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(0)


@pytest.mark.real
@pytest.mark.parametrize("dataset", ["ctdc-synthetic", "ctdc-k-anonymised", "ctdc-victim-perpetrator", "unodc-glotip"])
def test_it_opens_on_every_data_set(reading: Reading, real_site: str, dataset: str) -> None:
    page = reading(real_site).open(f"/signals?dataset={dataset}")
    if dataset == "ctdc-victim-perpetrator":
        expect(page.locator("h2.takeaway")).to_contain_text("No series is long and large enough")
        return
    assert drawn(page) > 10
    assert serious(page) == []
