"""A phone: touch, 390 pixels, its own kind of browser. What a link sent to somebody's pocket looks like."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from pages.parts.contents import PANELS
from pages.parts.words import words
from tests.browser.hands import still

ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
Reading = Callable[..., Any]


@pytest.fixture
def phone(reading: Reading, demo_site: str) -> Any:
    """A reader of the demonstration data on a phone that may use its clipboard."""
    options = {"is_mobile": True, "has_touch": True, "user_agent": ANDROID}
    return reading(demo_site, 390, 844, permissions=["clipboard-read", "clipboard-write"], **options)


@pytest.mark.parametrize("link", ["/trends?by=region", "/trends?region=europe", "/map?gender=female"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chart_begins_on_the_first_screen_and_its_options_stand_under_it(
    phone: Any, link: str, language: str
) -> None:
    page = phone.open(f"{link}&lang={language}")
    chart, options = (
        still(page, page.locator(name).first.bounding_box) for name in (".stPlotlyChart", ".st-key-options")
    )
    assert chart["y"] <= 480
    assert options["y"] >= chart["y"] + chart["height"]


def test_a_link_to_one_panel_is_drawn_as_large_as_a_phone(phone: Any) -> None:
    page = phone.open("/trends?by=region&show=trend&lang=fr")
    headline, chart, way_out = (
        still(page, page.locator(name).bounding_box)
        for name in (".st-key-stage h1.takeaway", ".stPlotlyChart", ".st-key-leave")
    )
    assert headline["width"] >= 340
    assert chart["width"] >= 340
    assert chart["x"] + chart["width"] <= 390
    assert chart["height"] >= 300
    assert way_out["y"] + way_out["height"] <= headline["y"]
    letters = page.locator(".xtick text").first.evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    assert 13 <= letters <= 16


def test_the_link_to_a_panel_is_copied_by_a_button_as_large_as_a_thumb(phone: Any) -> None:
    page = phone.open("/trends?region=europe&lang=fr")
    page.locator(".st-key-tools-trend").get_by_role("button", name=words("fr")("panel.link")).tap()
    button = page.locator("[data-testid=stPopoverBody] .stCode button")
    expect(button).to_be_visible()
    assert (
        button.evaluate("button => getComputedStyle(button, '::after').content") == f'"{words("fr")("app.copy_link")}"'
    )
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    assert button.evaluate(
        "b => b.closest('.stCode').querySelector(':scope > div').checkVisibility({opacityProperty: true})"
    )
    button.tap()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('show=trend')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{phone.site}/trends?region=europe&show=trend&lang=fr"


def test_the_filters_have_a_name_on_ground_of_their_own_and_open(phone: Any) -> None:
    page = phone.open("/trends?lang=fr")
    button = page.locator("[data-testid=stExpandSidebarButton]")
    said, ground = button.evaluate("b => [getComputedStyle(b, '::after').content, getComputedStyle(b).backgroundColor]")
    assert said == f'"{words("fr")("filters.title")}"'
    assert ground == "rgb(251, 249, 245)"
    button.tap()
    expect(page.locator("h2.rail")).to_be_visible()


def test_the_filters_cover_the_screen_and_their_last_button_leads_back_to_the_page(phone: Any) -> None:
    page, texts = phone.open("/trends?region=europe"), words("en")
    page.locator("[data-testid=stExpandSidebarButton]").tap()
    back = page.get_by_role("button", name=texts("filters.show"), exact=True)
    expect(back).to_be_in_viewport()
    expect(page.locator("p.on")).to_have_text(texts.label("region", "europe"))
    assert still(page, page.locator("[data-testid=stSidebar]").bounding_box)["width"] == pytest.approx(390, abs=1)
    assert back.bounding_box()["height"] >= 44
    back.tap()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator("h2.rail")).not_to_be_in_viewport()
    expect(page.locator("[data-testid=stExpandSidebarButton]")).to_be_focused()


def test_the_filters_are_cleared_at_their_end_and_the_sheet_stays(phone: Any) -> None:
    page, texts = phone.open("/trends?region=europe"), words("en")
    page.locator("[data-testid=stExpandSidebarButton]").tap()
    page.locator(".st-key-sheet").get_by_role("button", name=texts("filters.reset"), exact=True).tap()
    expect(page.locator("p.on")).to_have_text(texts("filters.nothing"))
    phone.asks()
    expect(page.locator(".st-key-sheet")).to_be_in_viewport()


def test_the_names_of_a_table_stay_in_sight_while_its_numbers_move(phone: Any) -> None:
    page, texts = phone.open("/map"), words("en")
    page.locator(".st-key-tools-map").get_by_text(texts("panel.table"), exact=True).tap()
    table = page.locator(".table").first
    name = table.locator("tbody tr:first-child td:nth-child(2)")
    name.wait_for()
    table.evaluate("table => { table.scrollLeft = 200; }")
    assert abs(name.bounding_box()["x"] - table.bounding_box()["x"]) <= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_pages_are_a_menu_that_is_closed_on_the_next_page(phone: Any) -> None:
    page, texts = phone.open("/sources?dataset=demo&lang=fr"), words("fr")
    expect(page.locator(".st-key-pages")).to_be_hidden()
    page.get_by_role("button", name=texts("app.pages", name=texts("nav.sources"))).tap()
    links = page.locator('[data-testid="stPopoverBody"] .stPageLink a')
    expect(links).to_have_text([texts(f"nav.{name}") for name in PANELS if name != "sdg"])
    assert min(link.bounding_box()["height"] for link in links.all()) >= 24
    links.get_by_text(texts("nav.trends"), exact=True).tap()
    expect(page.locator("h1")).to_have_text(texts("trends.title"))
    expect(links).to_have_count(0)
    phone.asks(dataset="demo", lang="fr")
