"""The years of the map: by keyboard, played and paused, without a step in the browser's history for each of them."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from pages.parts.words import words
from tests.browser.hands import still
from tests.browser.test_map import on_screen
from tests.browser.test_phone import ANDROID

EN = words("en")
SLOW: float = 20_000  # milliseconds that a year may take where many tests share a machine
Reading = Callable[..., Any]


def headline(page: Page) -> Any:
    return page.locator(".st-key-panel-map .takeaway, .st-key-stage h1.takeaway").first


def year_said(page: Page) -> int | None:
    found = re.match(r"(\d{4}) ", headline(page).inner_text())
    return int(found[1]) if found else None


def slider(page: Page) -> Any:
    return page.locator(".st-key-w_year input")


def test_the_slider_steps_by_keyboard_and_the_year_is_in_the_link(reader: Any) -> None:
    page = reader.open("/map")
    expect(headline(page)).not_to_have_text(re.compile(r"^\d{4} "))
    slider(page).wait_for(state="attached", timeout=3 * SLOW)
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(headline(page)).to_have_text(re.compile("^2002 "), timeout=SLOW)
    reader.asks(year="2002")
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(headline(page)).to_have_text(re.compile("^2003 "), timeout=SLOW)
    page.go_back()
    expect(headline(page)).to_have_text(re.compile("^2002 "), timeout=SLOW)


def test_years_play_pause_and_leave_one_step_of_history(reader: Any) -> None:
    page = reader.open("/map?year=2010")
    before = page.evaluate("history.length")
    page.get_by_role("button", name=EN("map.play"), exact=True).click(timeout=3 * SLOW)
    expect(headline(page)).to_have_text(re.compile("^2012 "), timeout=SLOW)
    assert reader.parameters() == {"year": ["2010"]}
    copied = page.locator(".st-key-tools nav.languages a").last
    expect(copied).to_have_attribute("href", re.compile(r"year=201[2-9]"))
    page.get_by_role("button", name=EN("map.pause"), exact=True).click()
    page.get_by_role("button", name=EN("map.play"), exact=True).wait_for()
    reader.settle()
    at = year_said(page)
    assert at is not None
    assert at >= 2012
    reader.asks(year=str(at))
    assert page.evaluate("history.length") == before + 1
    page.wait_for_timeout(2500)
    assert year_said(page) == at


def test_the_play_stops_at_the_last_year(reader: Any) -> None:
    page = reader.open("/map?year=2023")
    page.get_by_role("button", name=EN("map.play"), exact=True).click(timeout=3 * SLOW)
    expect(headline(page)).to_have_text(re.compile("^2024 "), timeout=SLOW)
    page.get_by_role("button", name=EN("map.play"), exact=True).wait_for()
    reader.asks(year="2024")


def test_a_click_on_a_country_while_years_play_picks_it_and_stays_in_the_year(reader: Any) -> None:
    page = reader.open("/map?year=2010")
    page.get_by_role("button", name=EN("map.play"), exact=True).click(timeout=3 * SLOW)
    expect(headline(page)).to_have_text(re.compile("^2011 "), timeout=SLOW)
    page.mouse.click(*on_screen(page, (-53.0, -10.0)))
    expect(page.locator(".st-key-chips button:visible").first).to_have_text(re.compile("Brazil"))
    page.get_by_role("button", name=EN("map.play"), exact=True).wait_for()
    reader.settle()
    found = reader.asking("country", "year")
    assert found["country"] == ["BRA"]
    assert int(found["year"][0]) >= 2011
    assert year_said(page) == int(found["year"][0])


def test_what_is_shown_of_a_year_is_what_its_table_has(reader: Any) -> None:
    page = reader.open("/map?year=2015")
    page.locator(".st-key-tools-map").get_by_text(EN("panel.table"), exact=True).click()
    table = page.locator(".table").first
    table.wait_for()
    head = [cell.inner_text() for cell in table.locator("th").all()]
    place = head.index(EN("column.year"))
    assert {*table.locator(f"tbody td:nth-child({place + 1})").all_inner_texts()} == {"2015"}


def test_reduced_motion_moves_nothing_unasked_and_steps_without_a_transition(reading: Reading, demo_site: str) -> None:
    reader = reading(demo_site, reduced_motion="reduce")
    page = reader.open("/map?year=2010")
    page.wait_for_timeout(2500)
    assert year_said(page) == 2010
    moving = """panel => [...panel.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
    }).length"""
    page.get_by_role("button", name=EN("map.play"), exact=True).click(timeout=3 * SLOW)
    expect(headline(page)).to_have_text(re.compile("^2011 "), timeout=SLOW)
    assert page.locator(".st-key-panel-map").evaluate(moving) == 0


def test_small_maps_are_drawn_one_a_period(reader: Any) -> None:
    page = reader.open("/map")
    chart = page.locator(".st-key-chart-periods")
    chart.scroll_into_view_if_needed()
    chart.locator(".choroplethlayer path").first.wait_for()
    drawn = "chart => chart.querySelectorAll('.geolayer > g.geo').length"
    page.wait_for_function(f"chart => ({drawn})(chart) === 6", arg=chart.element_handle())
    expect(page.locator(".st-key-panel-periods .takeaway")).to_contain_text("in every period")
    page.locator(".st-key-panel-periods").get_by_text(EN("periods.only_every"), exact=True).click()
    reader.asks(reporters="same")


def test_a_share_of_forced_labour_is_one_choice(reader: Any) -> None:
    page = reader.open("/map")
    page.get_by_role("combobox", name=EN("map.show"), exact=True).click()
    page.get_by_role("option", name=EN("map.share_of", label=EN.inside("exploitation", "forced_labour"))).click()
    expect(headline(page)).to_contain_text("Forced labour")
    reader.asks(exploitation="forced_labour", measure="share")
    expect(page.locator(".st-key-chart-funnel")).to_be_visible()


def test_on_a_phone_the_years_stand_under_the_map_and_a_part_of_the_world_is_larger(
    reading: Reading, demo_site: str
) -> None:
    reader = reading(demo_site, 390, 844, is_mobile=True, has_touch=True, user_agent=ANDROID)
    page = reader.open("/map")
    chart, years, options = (
        still(page, page.locator(name).first.bounding_box)
        for name in (".st-key-chart-map", ".st-key-map-year", ".st-key-options")
    )
    assert chart["y"] + chart["height"] <= years["y"] + 1
    assert years["y"] + years["height"] <= options["y"] + 1
    letters = """chart => [...chart.querySelectorAll('.legendtext')]
        .map(text => parseFloat(getComputedStyle(text).fontSize))"""
    assert min(page.locator(".st-key-chart-map").evaluate(letters)) >= 13
    page.get_by_role("radio", name="Africa").or_(page.get_by_role("button", name="Africa")).first.tap()
    reader.asks(zoom="africa")
    larger = "before => document.querySelector('.st-key-chart-map').getBoundingClientRect().height > before"
    page.wait_for_function(larger, arg=chart["height"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
