"""Rates and SDG indicator 16.2.2 in a browser: drawn, chosen, refused in words, in both languages and on a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from pages.parts.words import words
from tests.browser.hands import serious
from tests.browser.test_pages import draws

Reading = Callable[..., Any]
Site = str


def test_the_indicator_is_drawn_with_its_definition_and_broken_down_by_a_click(
    reading: Reading, serve: Callable[[Path], str], rated_database: Path
) -> None:
    site = serve(rated_database)
    for language in ("en", "fr"):
        spoken = words(language)
        reader = reading(site)
        page = reader.open(f"/sdg?dataset=unodc-glotip&lang={language}")
        draws(page, 1)
        expect(page.locator("h1")).to_have_text(spoken("sdg.title"))
        expect(page.locator("h2.takeaway")).to_contain_text(spoken("rate.per", number="").strip())
        expect(page.get_by_role("heading", name=spoken("sdg.definition"))).to_be_visible()
        assert page.locator(".stException, [role=alert]").count() == 0
        assert serious(page) == []
        page.get_by_role("radio", name=spoken("dimension.gender")).click()
        reader.asks(among_others=True, by="gender")


def test_rates_are_chosen_on_the_trend_and_on_the_map_and_lead_to_the_indicator(
    reading: Reading, serve: Callable[[Path], str], rated_database: Path
) -> None:
    reader, spoken = reading(serve(rated_database)), words("en")
    page = reader.open("/trends?dataset=unodc-glotip")
    page.get_by_role("radio", name=spoken("measure.rate")).click()
    reader.asks(among_others=True, measure="rate")
    expect(page.locator("h2.takeaway").first).to_contain_text("per 100,000 residents")
    page.get_by_role("link", name=spoken("sdg.to_indicator")).click()
    expect(page.locator("h1")).to_have_text(spoken("sdg.title"))
    page = reader.open("/map?dataset=unodc-glotip&measure=rate")
    draws(page, 1)
    expect(page.locator("h2.takeaway").first).to_contain_text("per 100,000 residents")
    assert page.locator(".stException, [role=alert]").count() == 0


def test_on_a_phone_nothing_scrolls_sideways_and_a_refused_rate_says_why(
    reading: Reading, serve: Callable[[Path], str], rated_database: Path
) -> None:
    reader, spoken = reading(serve(rated_database), width=390, height=844, is_mobile=True, has_touch=True), words("fr")
    page = reader.open("/sdg?dataset=unodc-glotip&lang=fr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page = reader.open("/trends?dataset=ctdc-synthetic&measure=rate&lang=fr")
    expect(page.locator(".notice").first).to_contain_text(spoken("dropped.rate_records"))
    page = reader.open("/sdg?dataset=ctdc-synthetic&lang=fr")
    expect(page.locator("p.empty")).to_have_text(spoken("dropped.rate_records"))
    page.get_by_role("button", name=spoken("sdg.to_figures", name=spoken.label("dataset", "unodc-glotip"))).click()
    reader.asks(among_others=True, dataset="unodc-glotip")
    draws(page, 1)


def test_without_a_population_the_page_names_the_command_and_stands_in_no_navigation(reader: Any) -> None:
    page = reader.open("/trends")
    expect(page.locator(".st-key-nav-sdg")).to_have_count(0)
    page = reader.open("/sources")
    expect(page.locator(".st-key-card-population")).to_contain_text("trends fetch population")
