"""The stage: one panel, alone, in big type, with a way out."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import still


@pytest.mark.parametrize(
    ("link", "panel"), [("/trends", "trend"), ("/map", "map"), ("/quality", "answers"), ("/", "story")]
)
def test_a_panel_goes_on_stage_and_leaves_it_with_its_selection(reader: Any, link: str, panel: str) -> None:
    page = reader.open(f"{link}?region=europe")
    page.locator(f".st-key-tools-{panel}").get_by_role("button", name="Full screen").click()
    expect(page.locator(".st-key-stage h1.takeaway")).to_be_visible()
    page.wait_for_url(f"**/*region=europe&show={panel}")
    expect(page.locator(".st-key-header, .st-key-chips")).to_have_count(0)
    expect(page.locator("[data-testid='stSidebar']:visible, [data-testid='stMainMenu']:visible")).to_have_count(0)
    expect(page.locator(".stPlotlyChart")).to_have_count(1)
    page.get_by_role("button", name="Leave full screen").click()
    expect(page.locator(".st-key-header")).to_be_visible()
    page.wait_for_url("**/*?region=europe")
    page.go_back()
    expect(page.locator(".st-key-stage h1.takeaway")).to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_the_stage_fills_the_screen_and_its_type_reads_from_the_back_row(
    reading: Any, demo_site: str, size: tuple[int, int]
) -> None:
    page = reading(demo_site, *size).open("/trends?by=region&show=trend")
    chart = still(page, page.locator(".stPlotlyChart").bounding_box)
    assert chart["height"] >= size[1] * 0.45
    assert chart["y"] + chart["height"] <= size[1]
    letters = page.locator(".xtick text").first.evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    assert letters >= 28
    expect(page.locator(".demonstration")).to_be_visible()


def test_a_panel_that_is_not_there_opens_the_page(reader: Any) -> None:
    page = reader.open("/trends?show=nothing")
    expect(page.locator(".st-key-header")).to_be_visible()
    expect(page.locator(".notice")).to_contain_text(re.compile("nothing"))
