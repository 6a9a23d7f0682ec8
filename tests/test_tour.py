"""The tour of the product: every page has a stop, every stop's link opens whole, and README's pictures are stops."""

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.parts.contents import PANELS
from queries.catalogue import catalogue
from queries.link import read_link

ROOT = Path(__file__).parent.parent
STOPS = tomllib.loads((ROOT / "docs" / "tour.toml").read_text("utf-8"))["stop"]


def dropped(link: str) -> list[str]:
    """The parts of a link that cannot be opened with the data that is loaded."""
    parts = urlsplit(link)
    page = parts.path.strip("/") or "home"
    view, lost = read_link(page, parse_qs(parts.query, keep_blank_values=True), catalogue())
    return [*map(str, lost), *([f"show={view.show}"] if view.show and view.show not in PANELS[page] else [])]


def test_every_stop_has_a_name_of_its_own_and_every_page_a_stop() -> None:
    assert len({stop["name"] for stop in STOPS}) == len(STOPS)
    assert {urlsplit(stop["link"]).path.strip("/") or "home" for stop in STOPS} == PANELS.keys()


def test_the_pictures_of_the_docs_are_of_made_up_data_and_all_of_them_are_stops() -> None:
    pictures = {stop["name"] for stop in STOPS if stop.get("picture")}
    assert {stop["data"] for stop in STOPS if stop.get("picture")} == {"demo"}
    assert {path.stem for path in (ROOT / "docs" / "pictures").glob("*.png")} == pictures
    assert set(re.findall(r"docs/pictures/(\w+)\.png", (ROOT / "README.md").read_text("utf-8"))) <= pictures


@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop["data"] == "demo"], ids=lambda stop: stop["name"])
def test_a_stop_of_made_up_data_opens_whole(
    stop: dict[str, str], demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    assert dropped(stop["link"]) == []


@pytest.mark.real
@pytest.mark.parametrize("stop", [stop for stop in STOPS if stop["data"] == "real"], ids=lambda stop: stop["name"])
def test_a_stop_of_the_publishers_files_opens_whole(
    stop: dict[str, str], real_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    assert dropped(stop["link"]) == []
