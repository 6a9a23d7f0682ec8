"""A click is a filter: on a line, a bar, a country, a row of a table; it is taken back, and an empty page says how."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.parts.words import words
from tests.browser import hands

CHIPS = ".st-key-chips button:visible"
UNDO, REDO = ".st-key-undo button:visible", ".st-key-redo button:visible"


def chips(reader: Any, *texts: str) -> None:
    """Fails unless these chips, and no others, come to be there."""
    named = reader.page.locator('.st-key-chips [class*="st-key-chip-"] button:visible')
    expect(named).to_have_text([re.compile(text) for text in texts], timeout=20_000)
    reader.settle()


def none(reader: Any) -> None:
    """Fails unless all chips come to be off."""
    expect(reader.page.locator(CHIPS)).to_have_count(0, timeout=20_000)
    reader.settle()


def click(page: Page, mark: Locator) -> None:
    """Clicks on the middle of a mark."""
    mark.scroll_into_view_if_needed()
    hands.click(page, hands.middle(mark))


def table(page: Page, panel: str) -> Locator:
    """Opens the table of a panel; its buttons."""
    page.locator(f".st-key-table-{panel}").get_by_text(re.compile("Table|Tableau")).click()
    buttons = page.locator(f".st-key-panel-{panel} button.pick")
    buttons.first.wait_for()
    return buttons


def point(page: Page, chart: str, trace: int, at: int) -> Locator:
    traces = page.locator(f".st-key-chart-{chart} .scatterlayer .trace:has(.points path)")
    return traces.nth(trace).locator(".points path").nth(at)


def test_a_click_on_a_line_filters_by_what_the_line_is_of_and_a_second_one_takes_it_off(reader: Any) -> None:
    page = reader.open("/trends?by=gender")
    click(page, point(page, "trend", 0, 5))
    chips(reader, "Women and girls")
    reader.asks(by=["gender"], gender=["female"])
    click(page, point(page, "trend", 0, 5))
    none(reader)


def test_a_click_on_small_multiples_filters_as_well(reader: Any) -> None:
    page = reader.open("/trends?by=exploitation&measure=share")
    click(page, point(page, "trend", 0, 3))
    expect(page.locator(CHIPS)).to_have_count(2, timeout=20_000)
    assert len(reader.asking("exploitation")["exploitation"]) == 1


def test_a_click_leaves_every_mark_as_it_was(reader: Any) -> None:
    page = reader.open("/trends?by=gender&gender=female&gender=male")
    opacities = "marks => [...new Set(marks.map(mark => getComputedStyle(mark).opacity))]"
    marks = page.locator(".st-key-chart-trend .points path")
    marks.first.wait_for()
    assert marks.evaluate_all(opacities) == ["1"]
    click(page, point(page, "trend", 0, 5))
    assert marks.evaluate_all(opacities) == ["1"]
    chips(reader, "Men and boys")
    assert marks.evaluate_all(opacities) == ["1"]


def test_a_click_on_a_window_compares_its_years(reader: Any) -> None:
    page = reader.open("/trends")
    click(page, point(page, "windows", 0, 2))
    expect(page.locator(".st-key-chip-years button:visible")).to_have_count(1, timeout=20_000)
    assert {*reader.asking("from", "to")} == {"from", "to"}


@pytest.mark.real
def test_clicks_on_reporters_filter_by_country(reading: Any, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/quality?dataset=unodc-glotip")
    click(page, page.locator(".st-key-chart-presence .barlayer .point path").first)
    expect(page.locator(CHIPS)).to_have_count(2, timeout=20_000)
    assert len(reader.asking("country")["country"]) == 1
    reader.settle()
    page = reader.open("/trends?dataset=unodc-glotip&region=asia")
    country = table(page, "change").first
    name = country.inner_text()
    country.click()
    chips(reader, "Asia", name)


def test_nothing_on_stage_is_a_filter(reader: Any) -> None:
    page = reader.open("/trends?by=gender&show=trend")
    click(page, point(page, "trend", 0, 5))
    reader.settle()
    reader.asks(by="gender", show="trend")


def test_a_row_of_the_table_is_picked_by_keyboard_and_keeps_the_focus(reader: Any) -> None:
    page = reader.open("/trends?by=gender")
    buttons = table(page, "trend")
    page.locator(".st-key-panel-trend .table").focus()
    page.keyboard.press("Tab")
    expect(buttons.first).to_be_focused()
    assert buttons.first.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("End")
    expect(buttons.last).to_be_focused()
    page.keyboard.press("ArrowUp")
    focused = page.locator("button.pick:focus")
    name = focused.inner_text()
    expect(focused).to_have_attribute("aria-label", f"Filter by {name}")
    page.keyboard.press("Enter")
    chips(reader, name)
    again = page.locator("button.pick:focus")
    expect(again).to_have_text(name)
    expect(again).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    none(reader)


def test_a_table_of_buttons_is_a_table_and_accessible(reader: Any) -> None:
    page = reader.open("/map?lang=fr")
    buttons = table(page, "map")
    cells = page.locator(".st-key-panel-map .table tbody tr").first.locator("td")
    assert cells.count() == page.locator(".st-key-panel-map .table thead th").count()
    assert buttons.first.get_attribute("aria-label").startswith("Filtrer par ")
    numbers = page.locator(".st-key-panel-map .table tbody td.number").first
    assert numbers.evaluate("cell => getComputedStyle(cell).textAlign") == "right"
    assert hands.serious(page) == []


def test_a_filter_survives_every_page_and_a_language_and_is_a_chip_on_each(reading: Any, demo_site: str) -> None:
    reader = reading(demo_site, width=1600)
    page = reader.open("/trends?by=gender")
    click(page, point(page, "trend", 0, 5))
    chips(reader, "Women and girls")
    for name in ("map", "people", "sectors", "table", "quality", "sources", "home"):
        title = words("en")(f"nav.{name}")
        page.locator(".st-key-pages").get_by_role("link", name=title, exact=True).click()
        page.wait_for_function("name => document.title.startsWith(name)", arg=title)
        chips(reader, "Women and girls")
    page.get_by_role("link", name="Français").click()
    page.wait_for_function("document.documentElement.lang == 'fr'")
    chips(reader, "Femmes et filles")
    reader.asks(among_others=True, gender="female")


def test_undo_and_redo_go_through_the_steps_and_keep_page_and_options(reading: Any, demo_site: str) -> None:
    reader = reading(demo_site, width=1600)
    page = reader.open("/trends?region=europe&by=gender")
    expect(page.locator(UNDO)).to_have_count(0)
    page.locator(".st-key-chip-region-europe button:visible").click()
    none(reader)
    click(page, point(page, "trend", 1, 5))
    chips(reader, "Men and boys")
    page.locator(".st-key-pages").get_by_role("link", name="Map", exact=True).click()
    page.wait_for_function("document.title.startsWith('Map')")
    page.locator(UNDO).click()
    none(reader)
    page.locator(UNDO).click()
    chips(reader, "Europe")
    expect(page.locator(UNDO)).to_have_count(0)
    expect(page).to_have_title(re.compile("^Map"))
    page.locator(REDO).click()
    none(reader)
    page.locator(REDO).click()
    chips(reader, "Men and boys")
    expect(page.locator(REDO)).to_have_count(0)


def test_what_was_cleared_comes_back_and_the_browser_s_back_button_goes_the_same_way(reader: Any) -> None:
    page = reader.open("/trends?region=europe&gender=female&lang=fr")
    page.locator(".st-key-reset button:visible").click()
    none(reader)
    page.locator(UNDO).click()
    chips(reader, "Europe", "Femmes et filles")
    reader.asks(gender=["female"], lang=["fr"], region=["europe"])
    page.go_back()
    none(reader)
    page.go_back()
    chips(reader, "Europe", "Femmes et filles")


def test_going_back_faster_than_pages_are_drawn_loses_no_filter(reader: Any) -> None:
    page = reader.open("/trends?region=europe&region=asia&gender=female&age=0_8")
    for _ in range(3):
        page.locator(".st-key-chips button:visible").first.click()
        reader.settle()
    reader.asks(age=["0_8"])
    for _ in range(3):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(100)
    chips(reader, "Europe", "Asia", "Women and girls", "0–8 years")
    reader.asks(age=["0_8"], gender=["female"], region=["europe", "asia"])
    # A button to download what a run drew that was over before the browser asked for the file: it is replaced.
    reader.troubles[:] = [said for said in reader.troubles if "404" not in said]


def test_an_empty_selection_says_what_to_take_off_and_a_click_gets_the_records_back(reader: Any) -> None:
    page = reader.open("/trends?region=europe&from=1950&to=1951")
    expect(page.locator("p.empty")).to_have_text("No records match this selection.")
    way = page.locator(".st-key-ways-out button:visible")
    expect(way).to_have_count(1)
    number = re.fullmatch(r"Without 1950–1951: ([\d,]+) records", way.inner_text())
    assert number
    way.click()
    chips(reader, "Europe")
    reader.asks(region=["europe"])
    rows = table(page, "trend").locator("xpath=ancestor::tr")
    counts = rows.evaluate_all("rows => rows.map(row => +row.cells[1].innerText.replaceAll(',', ''))")
    assert sum(counts) == int(number[1].replace(",", ""))


@pytest.mark.parametrize("link", ["/map", "/quality"])
def test_every_empty_page_says_it_once_and_has_a_way_out(reader: Any, link: str) -> None:
    page = reader.open(f"{link}?region=europe&from=1950&to=1951")
    expect(page.locator(".st-key-ways-out button:visible")).to_have_count(1, timeout=20_000)
    page.locator(".st-key-ways-out button:visible").click()
    chips(reader, "Europe")
    expect(page.locator("p.empty")).to_have_count(0)


def test_chips_of_a_phone_wrap_and_are_large_enough_for_a_thumb(reading: Any, demo_site: str) -> None:
    reader = reading(demo_site, width=390, height=844, is_mobile=True, has_touch=True)
    page = reader.open("/trends?region=europe&region=asia&gender=female&age=18_20&exploitation=forced_labour&by=gender")
    buttons = page.locator(".st-key-selection button:visible")
    expect(buttons).to_have_count(6)
    boxes = [one.bounding_box() for one in buttons.all()]
    assert all(box["height"] >= 24 and box["x"] + box["width"] <= 390 for box in boxes)
    assert len({round(box["y"]) for box in boxes}) > 1
    buttons.first.tap()
    chips(reader, "Asia", "forced labour|Forced labour", "Women and girls", "18–20")
    expect(page.locator(UNDO)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert min(one.bounding_box()["height"] for one in table(page, "trend").all()[:3]) >= 24
