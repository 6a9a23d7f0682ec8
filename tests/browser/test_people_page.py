"""People and perpetrators: what is not known is drawn, a bar is a filter, and who has nothing says so."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import hands

# The middle of a bar of the chart, by what it stands for.
BAR = """([name, pick]) => {
    const chart = document.querySelector(`.st-key-chart-${name} .js-plotly-plot`);
    for (const trace of chart?._fullData ?? []) {
        const at = (trace.customdata || []).findIndex(one => one[0] === pick);
        if (at < 0) continue;
        const xs = chart._fullLayout[trace.xaxis.replace('x', 'xaxis')];
        const ys = chart._fullLayout[trace.yaxis.replace('y', 'yaxis')];
        const box = chart.getBoundingClientRect();
        return [box.left + xs._offset + xs.d2p(trace.x[at] / 2), box.top + ys._offset + ys.d2p(trace.y[at])];
    }
    return null;
}"""


def click(reader: Any, chart: str, pick: str) -> None:
    """Clicks on the bar that stands for some filters."""
    page = reader.page
    drawn = page.locator(f".st-key-chart-{chart} .barlayer path").first
    drawn.wait_for()
    drawn.scroll_into_view_if_needed()
    hands.click(page, lambda: page.evaluate(BAR, [chart, pick]))


def test_a_click_on_a_bar_picks_its_gender_and_age_and_a_second_takes_them_off(reader: Any) -> None:
    page = reader.open("/people")
    click(reader, "people", "gender=female&age=9_17")
    chips = page.locator(".st-key-chips button:visible")
    expect(chips.filter(has_text="9–17 years")).to_have_count(1)
    expect(chips.filter(has_text="Women and girls")).to_have_count(1)
    reader.asks(gender="female", age="9_17")
    click(reader, "people", "gender=female&age=9_17")
    expect(page.locator(".st-key-chips")).to_have_count(0)


def test_a_click_on_a_region_picks_it(reader: Any) -> None:
    page = reader.open("/people?show=")
    click(reader, "people_places", "region=europe")
    expect(page.locator(".st-key-chips button:visible").filter(has_text="Europe")).to_have_count(1)
    reader.asks(region="europe")


@pytest.mark.parametrize(("language", "said"), [("en", "Age unknown"), ("fr", "Âge inconnu")])
def test_what_is_not_known_is_on_the_chart_and_its_part_is_said(reader: Any, language: str, said: str) -> None:
    page = reader.open(f"/people?lang={language}")
    chart = page.locator(".st-key-chart-people")
    chart.locator(".barlayer path").first.wait_for()
    expect(chart.locator(".ytick text", has_text=said).first).to_be_visible()
    # The age of women, of men, and of those whose gender is not known either.
    expect(chart.locator(".barlayer path[style*='url']").nth(2)).to_be_attached()
    expect(page.locator(".st-key-panel-people .grounds").first).to_contain_text(re.compile(r"65\s?%"))


def test_the_regions_are_of_identification_or_of_citizenship(reader: Any) -> None:
    page = reader.open("/people")
    page.get_by_role("radio", name="Region of citizenship").click()
    expect(page.locator(".st-key-panel-people_places .takeaway")).to_contain_text("By region of citizenship")
    reader.asks(across="origin_region")


@pytest.mark.real
def test_on_a_phone_the_unknown_stays_and_nothing_scrolls_sideways(reading: Any, real_site: str) -> None:
    reader = reading(real_site, width=390, height=844, is_mobile=True, has_touch=True,
                     user_agent="Mozilla/5.0 (iPhone) Mobile/15E148")  # fmt: skip
    for link in ("/people?dataset=ctdc-k-anonymised", "/perpetrators?dataset=ctdc-victim-perpetrator"):
        page = reader.open(link)
        page.locator(".barlayer path").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.locator(".barlayer path[style*='url']").nth(2)).to_be_attached()


@pytest.mark.real
def test_perpetrators_are_told_of_by_part_period_and_person(reading: Any, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/perpetrators?dataset=ctdc-victim-perpetrator")
    expect(page.locator(".st-key-panel-perpetrators .takeaway")).to_contain_text("recruiter or broker 70%")
    page.get_by_role("radio", name="Relation to the person").click()
    expect(page.locator(".st-key-panel-perpetrator_periods .takeaway")).to_contain_text("friend or acquaintance")
    reader.asks(dataset="ctdc-victim-perpetrator", part="relation")
    click(reader, "perpetrators_across", "gender=male")
    expect(page.locator(".st-key-chips button:visible").filter(has_text="Men and boys")).to_have_count(1)


@pytest.mark.real
def test_a_data_set_without_perpetrators_leads_to_the_one_that_has_them(reading: Any, real_site: str) -> None:
    reader = reading(real_site)
    page = reader.open("/perpetrators?dataset=unodc-glotip&country=PAK")
    expect(page.locator("p.empty")).to_contain_text("CTDC Victim-Perpetrator")
    page.get_by_role("button", name="Open CTDC Victim-Perpetrator").click()
    expect(page.locator(".st-key-panel-perpetrators .takeaway")).to_contain_text("role of a perpetrator")
    reader.asks(dataset="ctdc-victim-perpetrator")
