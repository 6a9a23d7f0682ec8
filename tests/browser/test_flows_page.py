"""The flows: an arc, a ring, a mark of the matrix, a bar or a picker makes one pair the selection; also a globe."""

import io
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, TimeoutError, expect

from pages.parts import outlines
from pages.parts.theme import LIGHT
from pages.parts.words import words
from tests.browser.hands import click, middle

MAP = ".st-key-panel-flows [data-testid=stDeckGlJsonChart]"
ACROSS = 820  # pixels from one edge of the flat world to the other (pages.parts.flows_arcs)
MIDDLE = (8, 21)
Reading = Callable[..., Any]


@pytest.fixture(autouse=True)
def patient(reader: Any) -> None:
    """Where there is no graphics card a map takes its time."""
    reader.page.set_default_timeout(60_000)


def seen(page: Page, colour: str) -> int:
    """How many pixels of the map have about a colour."""
    wanted = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
    picture = np.asarray(Image.open(io.BytesIO(page.locator(MAP).first.screenshot())).convert("RGB"), dtype=int)
    return int((abs(picture - wanted) < 6).all(axis=2).sum())


def drawn(page: Page) -> Page:
    """Waits until the map shows land and rings: without WebGL, or without the outlines, it never does."""
    page.locator(f"{MAP} canvas").first.wait_for(timeout=60_000)
    page.locator(MAP).first.scroll_into_view_if_needed()
    for _ in range(60):
        if seen(page, LIGHT.no_data) > 2_000 and seen(page, LIGHT.series[5]) > 20:
            return page
        page.wait_for_timeout(500)
    raise AssertionError("no map is drawn")


def chip(named: str) -> str:
    return f".st-key-chip-{named} button:visible"


def on_screen(page: Page, place: Sequence[float]) -> tuple[float, float]:
    """Where a longitude and a latitude are on the flat map."""
    box = page.locator(f"{MAP} canvas").first.bounding_box()
    assert box

    def y(latitude: float) -> float:
        return math.degrees(math.log(math.tan(math.radians(45 + latitude / 2))))

    scale = ACROSS / 360
    return (box["x"] + box["width"] / 2 + (place[0] - MIDDLE[0]) * scale,
            box["y"] + box["height"] / 2 - (y(place[1]) - y(MIDDLE[1])) * scale)  # fmt: skip


def hovered(page: Page, at: tuple[float, float], name: str, patience: float = 10_000) -> bool:
    """Whether a pointer there meets a mark whose text comes to have a name in it, within milliseconds."""
    page.mouse.move(*at)
    tip = page.locator(f"{MAP} .deck-tooltip:visible", has_text=name)
    try:
        tip.first.wait_for(timeout=patience)
    except TimeoutError:
        return False
    return True


def test_a_ring_makes_those_identified_in_their_own_country_the_selection(reader: Any) -> None:
    page = drawn(reader.open("/flows?origin=BRA"))
    at = on_screen(page, outlines.points()["BRA"])
    page.mouse.move(at[0] + 40, at[1] + 40)
    page.wait_for_timeout(150)
    assert hovered(page, at, words("en").label("country", "BRA"))
    page.mouse.click(*at)
    page.wait_for_url(re.compile("country=BRA"))
    reader.asks(origin="BRA", country="BRA")


def test_an_arc_makes_its_two_countries_the_selection_and_the_browser_s_way_back_undoes_it(reader: Any) -> None:
    page = drawn(reader.open("/flows?origin=UKR&floor=1"))
    one, other = (on_screen(page, outlines.points()[code]) for code in ("UKR", "RUS"))
    half = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    offsets = sorted(range(-60, 61, 4), key=abs)
    places = [(half[0], half[1] + by) for by in offsets]
    found = next(at for patience in (150, 600, 3_000) for at in places if hovered(page, at, "Russia", patience))
    page.mouse.click(*found)
    page.wait_for_url(re.compile("country=RUS"))
    reader.asks(origin="UKR", country="RUS", floor="1")
    page.locator(chip("country-RUS")).wait_for()
    page.go_back()
    page.locator(chip("country-RUS")).wait_for(state="detached")
    reader.asks(origin="UKR", floor="1")


def test_the_picker_does_without_a_pointer_what_an_arc_does(reader: Any) -> None:
    page = reader.open("/flows?origin=NGA")
    picker = page.locator(".st-key-pick-flows input")
    picker.focus()
    page.keyboard.type("Italy")
    page.keyboard.press("Enter")
    page.locator(chip("country-ITA")).wait_for()
    reader.asks(origin="NGA", country="ITA")
    expect(page.locator(".st-key-panel-flows .takeaway")).to_contain_text("Citizenship: Nigeria; identified in: Italy")


@pytest.mark.parametrize(("panel", "mark"), [("matrix", ".scatterlayer .point"), ("exchange", ".barlayer .point")])
def test_a_mark_of_the_matrix_and_a_bar_make_their_pair_the_selection(reader: Any, panel: str, mark: str) -> None:
    page = reader.open("/flows?place=PHL")
    point = page.locator(f".st-key-chart-{panel} {mark}").first
    point.scroll_into_view_if_needed()
    click(page, middle(point))
    page.wait_for_url(re.compile("origin=.*country=|country=.*origin="))
    page.locator("[class*=st-key-chip-origin-] button:visible").wait_for()


def test_the_bands_have_a_picker_for_they_take_no_click(reader: Any) -> None:
    page = reader.open("/flows?by=region")
    expect(page.locator(MAP)).to_have_count(0)
    picker = page.locator(".st-key-pick-regions input")
    picker.focus()
    page.keyboard.type("Africa; identified in: Europe")
    page.keyboard.press("Enter")
    page.locator(chip("region-europe")).wait_for()
    reader.asks(by="region", origin_region="africa", region="europe")


def test_the_table_has_every_pair_with_the_undrawn_and_the_unknown(reader: Any) -> None:
    page = reader.open("/flows?country=ITA&floor=1000")
    expect(page.locator("p.grounds").first).to_contain_text("are in the table")
    page.locator(".st-key-table-flows label").click()
    reader.settle()
    table = page.locator(".st-key-panel-flows .table")
    expect(table).to_contain_text("Nigeria")
    expect(table).to_contain_text("Unknown")
    expect(page.locator(".st-key-panel-flows .table tbody tr").nth(3)).to_be_attached()


def test_a_globe_is_drawn_and_a_map_says_that_no_arc_is_a_route(reader: Any) -> None:
    page = drawn(reader.open("/flows?shape=globe"))
    notes = page.locator(".st-key-panel-flows ul.notes")
    expect(notes).to_contain_text("is no route")
    expect(notes).to_contain_text("imply no judgement")
    expect(page.locator(MAP).first).to_have_attribute("aria-label", re.compile("Map of arcs"))


def test_on_a_phone_a_finger_on_the_map_scrolls_the_page(reading: Reading, demo_site: str) -> None:
    page = reading(demo_site, 390, 844, is_mobile=True, has_touch=True).open("/flows?lang=fr")
    root = page.locator(f"{MAP} .deck-events-root").first
    root.wait_for(timeout=60_000)
    assert root.evaluate("root => getComputedStyle(root).touchAction") == "pan-y"
    assert page.locator(MAP).first.bounding_box()["width"] <= 390


@pytest.mark.real
def test_regions_only_and_published_figures_say_what_they_are(reading: Reading, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/flows?dataset=ctdc-victim-perpetrator")
    expect(page.locator(MAP)).to_have_count(0)
    expect(page.locator("p.quiet").first).to_have_text(words("en")("map.no_countries"))
    page = reader.open("/flows?dataset=unodc-glotip")
    said = re.compile(r"citizenships, reported by \d+ countries; \d+")
    expect(page.locator(".st-key-panel-flows .takeaway")).to_contain_text(said)
    page = reader.open("/flows?dataset=unodc-glotip&gender=female")
    expect(page.locator("p.empty")).to_have_text(words("en")("flows.not_together"))
