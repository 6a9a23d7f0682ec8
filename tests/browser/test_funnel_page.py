"""The funnel under a map of shares and the grid of who reports: they open, say what they draw, and can be read."""

import csv
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import serious

SHARE = "/map?gender=female&measure=share"


def table_and_file(page: Page, name: str, folder: Path) -> tuple[list[list[str]], list[dict[str, str]]]:
    """The cells of a panel's table, and the rows of its file."""
    panel = page.locator(f".st-key-panel-{name}")
    with page.expect_download() as download:
        panel.get_by_role("button", name="Download CSV").click()
    path = folder / f"{name}.csv"
    download.value.save_as(path)
    panel.locator(f".st-key-table-{name} label").click()
    rows = panel.locator("table tbody tr")
    rows.first.wait_for()
    cells: list[list[str]] = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return cells, list(csv.DictReader(file))


def test_a_map_of_shares_leads_to_the_funnel_whose_table_is_its_file(reader: Any, tmp_path: Path) -> None:
    page = reader.open(SHARE)
    expect(page.locator(".st-key-panel-map")).to_contain_text("The chart under the map")
    expect(page.locator(".st-key-panel-funnel .takeaway")).to_contain_text("the share of all together (63%)")
    points = page.locator(".st-key-chart-funnel .scatterlayer .point")
    points.first.wait_for()
    cells, rows = table_and_file(page, "funnel", tmp_path)
    assert len(cells) == len(rows) == points.count()
    assert [row[0] for row in cells] == [row["Code"] for row in rows]
    assert [row[1] for row in cells] == [list(row.values())[1] for row in rows]
    assert serious(page) == []


def test_a_count_has_no_funnel_and_a_link_to_one_says_what_it_needs(reader: Any) -> None:
    expect(reader.open("/map").locator(".st-key-panel-funnel")).to_have_count(0)
    page = reader.page
    page.goto(f"{reader.site}/map?show=funnel")
    expect(page.locator("p.empty")).to_contain_text("choose one characteristic")


def test_the_funnel_stands_alone_on_the_stage(reader: Any) -> None:
    page = reader.open(f"{SHARE}&show=funnel")
    expect(page.locator("h1.takeaway")).to_contain_text("Women and girls")
    page.locator(".st-key-chart-funnel .scatterlayer .point").first.wait_for()
    expect(page.locator(".st-key-panel-map")).to_have_count(0)


def test_who_reported_when_is_drawn_tabled_and_downloaded_alike(reader: Any, tmp_path: Path) -> None:
    page = reader.open("/quality")
    page.locator(".st-key-chart-presence .barlayer path").first.wait_for()
    cells, rows = table_and_file(page, "presence", tmp_path)
    assert len(cells) == len(rows) == 8
    assert [row["Reporter"] for row in rows] == [row[1] for row in cells]
    expect(page.get_by_role("heading", name="Found in the data")).to_be_visible()
    expect(page.get_by_role("region", name="Found in the data")).to_contain_text("Hotline North")
    assert serious(page) == []


@pytest.mark.parametrize("link", [f"{SHARE}&lang=fr", "/quality?lang=fr"])
def test_both_fit_a_dark_phone(reading: Any, demo_site: str, link: str) -> None:
    phone = reading(demo_site, width=390, height=844, is_mobile=True, has_touch=True, color_scheme="dark")
    page = phone.open(link)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth") <= 390
    assert serious(page) == []
