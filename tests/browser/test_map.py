"""The map: a click on a country is a filter like any other."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import hands

ON_SCREEN = """([longitude, latitude]) => {
    const chart = document.querySelector('.st-key-chart-map .js-plotly-plot');
    const drawn = chart?._fullLayout?.geo?._subplot?.projection;
    if (!drawn || !chart.querySelector('.choroplethlayer path')) return null;
    const [x, y] = drawn([longitude, latitude]), paper = chart.getBoundingClientRect();
    return [paper.left + x, paper.top + y];
}"""


def on_screen(page: Any, place: tuple[float, float]) -> tuple[float, float]:
    """Where the map has a longitude and a latitude, as soon as it is drawn."""
    x, y = page.wait_for_function(ON_SCREEN, arg=list(place)).json_value()
    return x, y


def click(reader: Any, place: tuple[float, float]) -> None:
    """Clicks on the map where a longitude and a latitude are drawn."""
    page = reader.page
    page.locator(".choroplethlayer path").first.wait_for()
    page.locator(".st-key-chart-map").scroll_into_view_if_needed()
    hands.click(page, lambda: on_screen(page, place))


@pytest.mark.parametrize(("by", "chip"), [("country", "Brazil"), ("origin", "Brazil")])
def test_a_click_on_a_country_makes_it_a_filter_and_a_second_click_takes_it_off(
    reader: Any, by: str, chip: str
) -> None:
    page = reader.open(f"/map?by={by}" if by == "origin" else "/map")
    click(reader, (-53.0, -10.0))
    expect(page.locator(".st-key-chips button:visible").first).to_have_text(re.compile(chip))
    reader.asks(**{"country": "BRA"} if by == "country" else {"by": "origin", "origin": "BRA"})
    click(reader, (-53.0, -10.0))
    expect(page.locator(".st-key-chips")).to_have_count(0)
    reader.asks(**{} if by == "country" else {"by": "origin"})


@pytest.mark.real
def test_a_click_on_a_small_state_s_disc_is_a_click_on_the_state(reading: Any, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/map?dataset=unodc-glotip")
    click(reader, (14.4, 35.9))
    expect(page.locator(".st-key-chips button:visible").first).to_have_text(re.compile("Malta"))


def test_a_map_s_share_waits_for_one_characteristic(reader: Any) -> None:
    page = reader.open("/map")
    expect(page.get_by_role("radio", name="Share")).to_have_count(0)
    page = reader.open("/map?gender=female")
    page.get_by_role("radio", name="Share").click()
    reader.settle()
    expect(page.locator(".st-key-panel-map .takeaway")).to_contain_text("Women and girls")
    reader.asks(gender="female", measure="share")


def test_every_map_says_what_its_boundaries_do_not(reader: Any) -> None:
    for language, words in (("en", "imply no judgement"), ("fr", "n’impliquent")):
        expect(reader.open(f"/map?lang={language}").locator(".st-key-panel-map ul.notes")).to_contain_text(words)
