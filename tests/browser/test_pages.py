"""Every page, in both languages, with made-up and with real data: drawn, quiet, accessible, at every width."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages.parts.words import words
from queries.signals_limits import LEAST_POINTS
from queries.signals_series import LEAST_SIZE
from tests.browser.hands import serious

# Links without a parameter, and how many charts each comes to show with the demonstration.
CHARTS = {"/": 1, "/trends": 1, "/map": 2, "/flows": 2, "/compare": 0, "/signals": 1, "/quality": 1, "/sources": 0,
          "/table": 1, "/people": 3, "/perpetrators": 0, "/sdg": 0}  # fmt: skip
# More of them: two selections beside each other, and panels on their own.
OPENED = {
    "/compare?gender=female&with_gender=male": 1,
    "/compare?from=2014&to=2014&with_from=2015&with_to=2015": 1,
    "/quality?show=presence": 1, "/map?exploitation=forced_labour&measure=share&show=funnel": 1,
    "/table?within=region&measure=share": 1, "/table?by=country&across=origin&show=crosstab": 1,
    "/map?show=periods": 1, "/map?year=2015&show=map": 1,
    "/signals?show=signals": 0,
}  # fmt: skip
# Pages of questions that the publishers' files answer in part, or not at all.
ANSWERED = {("/sectors", "ctdc-synthetic"): 4, ("/sectors", "ctdc-k-anonymised"): 4,
            ("/recruitment", "ctdc-synthetic"): 4, ("/recruitment", "ctdc-k-anonymised"): 4}  # fmt: skip
REAL = ("ctdc-synthetic", "ctdc-k-anonymised", "ctdc-victim-perpetrator", "unodc-glotip")
Reading = Callable[..., Any]


def draws(page: Page, charts: int) -> None:
    """Fails unless so many charts come to show something: a line, a bar, a cell, a country."""
    marked = page.locator(".stPlotlyChart:has(.trace, .choroplethlayer path, .heatmaplayer .hm, .barlayer path)")
    if charts:
        marked.nth(charts - 1).wait_for()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("link", CHARTS)
def test_a_page_of_made_up_data_draws_its_charts_and_says_that_they_are_made_up(
    reader: Any, link: str, language: str
) -> None:
    page = reader.open(f"{link}?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(words(language)(f"{link.strip('/') or 'home'}.title"))
    expect(page.locator(".demonstration").first).to_contain_text(words(language)("app.demonstration"))
    draws(page, CHARTS[link])
    assert serious(page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("link", OPENED)
def test_two_selections_and_single_panels_draw_and_are_accessible(reader: Any, link: str, language: str) -> None:
    page = reader.open(f"{link}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    draws(page, OPENED[link])
    expect(page.locator(".takeaway, p.empty").first).not_to_be_empty()
    assert page.locator(".stException, [role=alert]").count() == 0
    assert serious(page) == []


@pytest.mark.real
@pytest.mark.parametrize(("dataset", "language"), [*zip(REAL, ("en", "fr", "en", "fr"), strict=True)])
def test_two_selections_of_real_data_are_on_one_scale(
    reading: Reading, real_site: str, dataset: str, language: str
) -> None:
    page = reading(real_site).open(f"/compare?dataset={dataset}&gender=female&with_gender=male&lang={language}")
    assert page.locator(".stException, [role=alert]").count() == 0
    draws(page, 1)
    assert serious(page) == []


@pytest.mark.real
@pytest.mark.parametrize(("dataset", "language"), [*zip(REAL, ("fr", "en", "fr", "en"), strict=True)])
def test_every_page_of_real_data_draws_its_charts(
    reading: Reading, real_site: str, dataset: str, language: str
) -> None:
    reader = reading(real_site)
    for link, charts in CHARTS.items():
        page = reader.open(f"{link}?dataset={dataset}&lang={language}")
        assert page.locator(".demonstration, .stException, [role=alert]").count() == 0
        if link == "/map" and dataset == "ctdc-victim-perpetrator":
            expect(page.locator("p.empty")).to_contain_text(words(language).label("dataset", "ctdc-synthetic"))
        elif link == "/signals" and dataset == "ctdc-victim-perpetrator":
            said = words(language)("signals.too_short", points=LEAST_POINTS, least=LEAST_SIZE)
            expect(page.locator("h2.takeaway")).to_have_text(said)
            expect(page.locator(".stPlotlyChart")).to_have_count(0)
        elif link in ("/sectors", "/recruitment"):
            draws(page, ANSWERED.get((link, dataset), 0))
            named = {words(language).label("dataset", "ctdc-synthetic"), words(language).label("dataset", "demo")}
            assert all(any(name in said for name in named) for said in page.locator("p.empty").all_inner_texts())
        else:
            draws(page, charts)


@pytest.mark.real
def test_the_first_visitor_of_a_fresh_server_gets_a_deep_link_in_french_with_its_filter(
    reading: Reading, serve: Callable[[Path], str], real_database: Path
) -> None:
    page = reading(serve(real_database)).open("/trends?dataset=unodc-glotip&country=PAK&lang=fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("h1")).to_have_text(words("fr")("trends.title_figures"))
    expect(page.locator(".st-key-chip-country-PAK button:visible")).to_contain_text("Pakistan")
    expect(page.locator("p.on")).to_have_text("Pakistan")
    draws(page, 1)


@pytest.mark.parametrize("link", CHARTS)
def test_no_page_scrolls_sideways_on_a_phone(reading: Reading, demo_site: str, link: str) -> None:
    page = reading(demo_site, width=390, height=844, is_mobile=True, has_touch=True).open(f"{link}?lang=fr")
    draws(page, CHARTS[link])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth") <= 390
    assert serious(page) == []


@pytest.mark.parametrize("link", CHARTS)
def test_a_dark_page_has_dark_charts_and_keeps_its_contrast(reading: Reading, demo_site: str, link: str) -> None:
    page = reading(demo_site, color_scheme="dark").open(link)
    draws(page, CHARTS[link])
    assert page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor") == "rgb(15, 22, 28)"
    for paper in page.locator(".stPlotlyChart .main-svg:first-child").all():
        assert paper.evaluate("svg => getComputedStyle(svg).backgroundColor") == "rgb(15, 22, 28)"
    assert serious(page) == []


def test_an_unasked_language_is_the_browser_s_and_an_asked_one_is_remembered(reading: Reading, demo_site: str) -> None:
    french = reading(demo_site, locale="fr-CA")
    expect(french.open("/").locator("html")).to_have_attribute("lang", "fr")
    reader = reading(demo_site)
    expect(reader.open("/map").locator("html")).to_have_attribute("lang", "en")
    reader.page.get_by_role("link", name="Français").click()
    reader.page.wait_for_function("document.documentElement.lang == 'fr'")
    expect(reader.open("/map").locator("html")).to_have_attribute("lang", "fr")


def test_the_policy_of_the_page_lets_nothing_in_from_elsewhere(reader: Any) -> None:
    answer = reader.page.goto(reader.site + "/trends")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
