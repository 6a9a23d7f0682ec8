"""A map drawn from boundaries that somebody prefers: the country is where that file has it, and nowhere else."""

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import expect

from etl import outlining
from tests.browser.conftest import Serve
from tests.browser.test_map import click

CARD = ".st-key-card-outlines"
IN_THE_PACIFIC = (-122.0, -8.0)  # far from any island, whose disc would take the click


@pytest.fixture
def reader(demo_database: Path, serve: Serve, reading: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A reader of a server whose operator, this process, prepares outlines beside its database."""
    database = tmp_path / "trends.duckdb"
    database.symlink_to(demo_database.resolve())
    served = reading(serve(database))
    monkeypatch.setenv("TRENDS_DATABASE", str(database))
    return served


def prepare(folder: Path) -> None:
    """Draws Brazil in the middle of the Pacific."""
    areas = gpd.GeoDataFrame({"iso3cd": ["BRA"]}, geometry=[shapely.box(-150, -40, -110, 0)], crs=4326)
    areas.to_file(folder / "moved.gpkg")
    outlining.use(folder / "moved.gpkg", "A made-up agency")


def test_a_country_is_picked_where_its_prepared_outline_lies(reader: Any, tmp_path: Path) -> None:
    page = reader.open("/map")
    expect(page.locator(".st-key-panel-map ul.notes")).not_to_contain_text("Outlines:")
    prepare(tmp_path)
    page = reader.open("/map")
    expect(page.locator(".st-key-panel-map ul.notes")).to_contain_text(
        "Outlines: A made-up agency, simplified.", timeout=30_000
    )
    click(reader, IN_THE_PACIFIC)
    expect(page.locator(".st-key-chips button:visible").first).to_have_text(re.compile("Brazil"), timeout=30_000)
    reader.asks(among_others=True, country="BRA")


def test_sources_names_whose_outlines_the_maps_are_drawn_from(reader: Any, tmp_path: Path) -> None:
    page = reader.open("/sources?lang=fr")
    expect(page.locator(CARD)).to_contain_text("Natural Earth : domaine public", timeout=30_000)
    prepare(tmp_path)
    page = reader.open("/sources")
    expect(page.locator(CARD)).to_contain_text("A made-up agency", timeout=30_000)
    expect(page.locator(CARD)).to_contain_text("moved.gpkg")
    expect(page.locator(CARD)).not_to_contain_text("Natural Earth")
