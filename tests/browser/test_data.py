"""The data under the pages: none, broken, or changed while somebody reads."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests import fabricated
from tests.browser.conftest import Command, Serve

Reading = Callable[..., Any]


def test_without_a_database_the_page_says_how_to_build_one_and_opens_once_there_is_one(
    reading: Reading, serve: Serve, tmp_path: Path, demo_database: Path
) -> None:
    database = tmp_path / "trends.duckdb"
    site = serve(database)
    page = reading(site).open("/trends?lang=fr")
    expect(page.locator(".nothing h1")).to_be_visible()
    expect(page.locator(".nothing")).to_contain_text("trends demo")
    assert str(tmp_path) not in page.content()
    shutil.copy(demo_database.resolve(), database)
    expect(reading(site).open("/trends").locator(".st-key-chart-trend .stPlotlyChart")).to_have_count(1)


def test_a_file_that_is_no_database_is_said_calmly(reading: Reading, serve: Serve, tmp_path: Path) -> None:
    database = tmp_path / "trends.duckdb"
    database.write_bytes(b"this is no database" * 1000)
    expect(reading(serve(database)).open("/map").locator(".nothing h1")).to_be_visible()


def test_data_loaded_while_a_page_is_open_is_there_at_the_next_click(
    reading: Reading, serve: Serve, tmp_path: Path, demo_database: Path, trends: Command
) -> None:
    database = tmp_path / "trends.duckdb"
    shutil.copy(demo_database.resolve(), database)
    reader = reading(serve(database))
    page = reader.open("/trends?region=europe")
    done = trends("load", fabricated.synthetic(tmp_path), database=database)
    assert done.returncode == 0, done.stderr
    page.locator(".st-key-chip-region-europe button:visible").click()
    expect(page.locator(".notice")).to_contain_text("New data")
    expect(page.locator(".demonstration")).to_have_count(0)
    page.get_by_role("combobox", name="Change the data set").click()
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    removed = trends("remove", "ctdc-synthetic", database=database)
    assert removed.returncode == 0, removed.stderr
    page.locator(".st-key-pages").get_by_role("link", name="Map").click()
    expect(page.locator(".demonstration").first).to_be_visible()
    reader.settle()
