"""Sectors and recruitment: a bar and a cell filter every page, and what is shown in detail is in the link."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import hands

# The middle on screen of a bar by what it picks: a row of shares lies along x, a cell stands along y.
MIDDLE = """([name, pick]) => {
    const chart = document.querySelector(`.st-key-chart-${name} .js-plotly-plot`);
    for (const trace of chart?._fullData?.keys() ?? []) {
        const at = (chart.data[trace].customdata || []).findIndex(one => one[0] === pick);
        if (at < 0) continue;
        const bar = chart.querySelectorAll('.barlayer .trace')[trace]?.querySelectorAll('.point path')[at];
        if (!bar) return null;
        const box = bar.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
    }
    return null;
}"""
PHONE = {
    "width": 390, "height": 844, "is_mobile": True, "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
}  # fmt: skip


def click(reader: Any, name: str, pick: str) -> None:
    """Clicks the mark of a chart that stands for a pick."""
    page: Page = reader.page
    chart = page.locator(f".st-key-chart-{name}")
    chart.locator(".barlayer path").first.wait_for()
    chart.scroll_into_view_if_needed()
    hands.click(page, lambda: page.evaluate(MIDDLE, [name, pick]))


def choose(page: Page, question: str, label: str) -> None:
    page.locator(f".st-key-w_detail_{question}").get_by_role("radio", name=label).click()


def test_a_click_on_a_bar_is_a_chip_on_every_page_and_marks_its_bar(
    reading: Callable[..., Any], demo_site: str
) -> None:
    reader = reading(demo_site, width=1440)
    page = reader.open("/sectors")
    click(reader, "sector", "sector=construction")
    chip = page.locator(".st-key-chip-sector-construction button:visible")
    expect(chip).to_contain_text("Construction")
    reader.asks(among_others=True, sector="construction")
    expect(page.locator(".st-key-panel-sector .takeaway")).to_have_text(
        "Sector of labour, known for 24%: construction 25%."
    )
    page.wait_for_function(
        "new Set(document.querySelector('.st-key-chart-sector .js-plotly-plot')?.data?.[0].marker.color).size === 2"
    )
    for name in ("Recruitment", "Trends", "Map"):
        page.locator(".st-key-pages").get_by_role("link", name=name, exact=True).click()
        page.wait_for_function("name => document.title.startsWith(name)", arg=name)
        expect(page.locator(".st-key-chip-sector-construction button:visible")).to_contain_text("Construction")
    page.go_back()
    expect(page.locator(".st-key-chip-sector-construction button:visible")).to_have_count(1)


def test_a_second_click_on_a_bar_takes_its_filter_off(reader: Any) -> None:
    page = reader.open("/recruitment?means=threats")
    expect(page.locator(".st-key-chips button:visible").first).to_contain_text("Threats")
    click(reader, "means", "means=threats")
    expect(page.locator(".st-key-chips")).to_have_count(0)


def test_a_form_of_exploitation_is_no_filter(reader: Any) -> None:
    page = reader.open("/sectors")
    expect(page.locator(".st-key-panel-sector").get_by_text("Click an answer")).to_have_count(1)
    expect(page.locator(".st-key-panel-sexual_form .takeaway")).to_be_visible()
    expect(page.locator(".st-key-panel-sexual_form").get_by_text("Click an answer")).to_have_count(0)


def test_a_click_on_a_cell_filters_by_both(reader: Any) -> None:
    page = reader.open("/recruitment?detail=across&across=majority")
    click(reader, "recruiter-across", "recruiter=family&age=minor")
    expect(page.locator(".st-key-chip-recruiter-family button:visible")).to_have_count(1)
    expect(page.locator(".st-key-chip-age-minor button:visible")).to_have_count(1)
    reader.asks(among_others=True, recruiter="family", age="minor", detail="across", across="majority")


def test_what_is_shown_in_detail_is_one_choice_and_in_the_link(reader: Any) -> None:
    page = reader.open("/recruitment")
    for question in ("recruiter", "method", "means"):
        page.locator(f".st-key-panel-{question}-combinations .takeaway").wait_for()
    choose(page, "recruiter", "Over the years")
    page.locator(".st-key-panel-means-years .scatterlayer .trace").first.wait_for()
    reader.asks(among_others=True, detail="years")
    expect(page.locator("[class*=-combinations]")).to_have_count(0)
    choose(page, "means", "By person and place")
    page.locator(".st-key-panel-recruiter-across .barlayer path").first.wait_for()
    page.go_back()
    page.locator(".st-key-panel-recruiter-years .scatterlayer .trace").first.wait_for()


def test_the_note_on_children_is_at_every_chart_of_means(reader: Any) -> None:
    note = "Palermo Protocol, article 3 (c)"
    for detail in ("combinations", "years", "across"):
        page = reader.open(f"/recruitment?detail={detail}")
        page.locator(f".st-key-panel-means-{detail}").wait_for()
        expect(page.get_by_text(note)).to_have_count(2)
        expect(reader.open(f"/recruitment?show=means-{detail}").get_by_text(note)).to_have_count(1)


@pytest.mark.parametrize("panel", ["sector", "sexual_form-combinations", "sector-across"])
def test_a_panel_stands_alone_on_the_stage(reader: Any, panel: str) -> None:
    page = reader.open(f"/sectors?show={panel}")
    expect(page.locator("h1.takeaway")).to_have_count(1)
    expect(page.locator(".stPlotlyChart")).to_have_count(1)
    page.wait_for_function("document.documentElement.scrollHeight <= innerHeight")


def test_a_table_has_a_row_a_bar(reader: Any) -> None:
    page = reader.open("/recruitment")
    page.locator(".st-key-table-method label").click()
    page.locator(".st-key-panel-method table tbody tr").first.wait_for()
    bars = page.evaluate("document.querySelector('.st-key-chart-method .js-plotly-plot').data[0].x.length")
    expect(page.locator(".st-key-panel-method table tbody tr")).to_have_count(bars)


@pytest.mark.parametrize(("link", "cut"), [("/sectors", 0), ("/recruitment", 2)])
def test_groups_fit_a_phone(reading: Callable[..., Any], demo_site: str, link: str, cut: int) -> None:
    page = reading(demo_site, **PHONE).open(f"{link}?detail=across&across=age")
    assert page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth") <= 390
    expect(page.get_by_text("more are in the table")).to_have_count(cut)


@pytest.mark.real
@pytest.mark.parametrize("dataset", ["unodc-glotip", "ctdc-victim-perpetrator"])
def test_a_data_set_without_the_questions_leads_to_one_that_has_them(
    reading: Callable[..., Any], real_site: str, dataset: str
) -> None:
    reader = reading(real_site)
    page = reader.open(f"/recruitment?dataset={dataset}&region=asia&lang=fr")
    expect(page.locator("p.empty")).to_contain_text("CTDC mondial synthétique")
    expect(page.locator(".stPlotlyChart")).to_have_count(0)
    page.get_by_role("button", name="Ouvrir CTDC mondial synthétique").click()
    page.locator(".st-key-chart-means .barlayer path").first.wait_for()
    reader.asks(dataset="ctdc-synthetic", region="asia", lang="fr")
    expect(page.locator("p.empty")).to_have_count(1)  # the recruitment channel
