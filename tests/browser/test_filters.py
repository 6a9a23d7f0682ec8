"""The address is the state: filters, chips, options, pages and the browser's own buttons agree on it."""

import csv
import io
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

CHIPS = ".st-key-chips button:visible"


def selected(reader: Any, *chips: str, **parameters: list[str]) -> None:
    """Fails unless these chips, the button that clears them, and these parameters come to be there."""
    clear = ["Clear|Effacer"] if chips else []
    expect(reader.page.locator(CHIPS)).to_have_text([re.compile(text) for text in [*chips, *clear]])
    reader.asks(**parameters)


def choose(reader: Any, label: str, option: str) -> None:
    """Picks an option of a filter as a person would."""
    box = reader.page.get_by_role("combobox", name=re.compile(label)).first
    box.click()
    box.fill(option)
    reader.page.get_by_role("option", name=re.compile(option)).first.click()
    reader.page.keyboard.press("Escape")


def to_page(reader: Any, name: str) -> None:
    reader.page.locator(".st-key-pages").get_by_role("link", name=name, exact=True).click()
    reader.page.wait_for_function("name => document.title.startsWith(name)", arg=name)


def test_a_filter_goes_into_the_address_as_a_code_and_the_rail_says_it_in_words(reader: Any) -> None:
    page = reader.open("/trends")
    choose(reader, "Region of identification", "Europe")
    selected(reader, "Europe", region=["europe"])
    expect(page.locator("p.on")).to_have_text("Europe")


def test_filters_and_language_survive_every_change_of_page(reader: Any) -> None:
    reader.open("/trends?region=europe&gender=female&from=2010&lang=fr")
    for name in ("Carte", "Qualité", "Sources", "Accueil", "Évolutions"):
        to_page(reader, name)
        selected(
            reader, "Europe", "Femmes et filles", "2010–2024",
            region=["europe"], gender=["female"], from_=["2010"], lang=["fr"],
        )  # fmt: skip


def test_a_chip_takes_its_value_off_and_reset_takes_off_all(reader: Any) -> None:
    page = reader.open("/trends?region=europe&region=asia&gender=female")
    page.locator(".st-key-chip-region-asia button:visible").click()
    selected(reader, "Europe", "Women and girls", region=["europe"], gender=["female"])
    page.locator(".st-key-reset button").click()
    selected(reader)


def test_the_browser_s_back_button_brings_back_what_was_selected(reader: Any) -> None:
    page = reader.open("/trends?region=europe")
    page.locator(".st-key-chip-region-europe button:visible").click()
    selected(reader)
    page.go_back()
    selected(reader, "Europe", region=["europe"])


def test_back_from_another_page_opens_the_page_with_its_selection(reader: Any) -> None:
    page = reader.open("/trends?region=europe")
    to_page(reader, "Map")
    selected(reader, "Europe", region=["europe"])
    page.locator(".st-key-reset button").click()
    selected(reader)
    page.go_back()
    selected(reader, "Europe", region=["europe"])
    page.go_back()
    page.wait_for_function("document.title.startsWith('Trends')")
    selected(reader, "Europe", region=["europe"])


def test_two_choices_in_quick_succession_are_both_kept(reader: Any) -> None:
    page = reader.open("/trends?region=europe&gender=female&age=18_20")
    page.locator(".st-key-chip-region-europe button:visible").click(no_wait_after=True)
    page.locator(".st-key-chip-gender-female button:visible").click(no_wait_after=True)
    selected(reader, "18–20", age=["18_20"])


def test_a_bad_link_opens_what_it_can_and_says_what_it_dropped(reader: Any) -> None:
    page = reader.open("/trends?region=europe&region=atlantis&from=soon&sector=agriculture&colour=blue")
    selected(reader, "Europe", "Agriculture", region=["europe"], sector=["agriculture"])
    for word in ("atlantis", "soon", "colour"):
        expect(page.locator(".notice")).to_contain_text(word)


def test_options_of_the_chart_are_in_the_address(reader: Any) -> None:
    page = reader.open("/trends?by=gender")
    page.get_by_role("radio", name="Share").click()
    selected(reader, by=["gender"], measure=["share"])
    choose(reader, "Compare by", "Age")
    selected(reader, by=["age"], measure=["share"])


def test_what_matches_nothing_says_so_and_clears_with_a_button(reader: Any) -> None:
    page = reader.open("/trends?from=1950&to=1951")
    expect(page.locator("p.empty")).to_have_text("No records match this selection.")
    expect(page.locator(".stPlotlyChart")).to_have_count(0)
    page.locator(".st-key-clear-empty button").click()
    expect(page.locator(".st-key-chart-trend .stPlotlyChart")).to_have_count(1)
    selected(reader)


def shown_table(page: Page, panel: str) -> list[list[str]]:
    rows = page.locator(f".st-key-panel-{panel} .table table tr")
    return rows.evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))")


def plain(cell: str) -> str:
    """A cell of the English table as the file writes it: no separators of thousands, no trailing zeros."""
    number = cell.replace(",", "")
    return f"{float(number):g}" if re.fullmatch(r"-?\d+(\.\d+)?", number) else cell


@pytest.mark.parametrize(
    ("link", "panel"), [("/trends?by=gender&measure=share", "trend"), ("/map", "map"), ("/quality", "answers")]
)
def test_the_file_downloaded_is_the_table_shown(reader: Any, link: str, panel: str) -> None:
    """Cell by cell; the file has further columns: where its rows come from, and bounds that are one value here."""
    page = reader.open(link)
    page.locator(f".st-key-table-{panel}").get_by_text("Table").click()
    page.locator(f".st-key-panel-{panel} .table").wait_for()
    header, *shown = shown_table(page, panel)
    with page.expect_download() as caught:
        page.locator(f".st-key-csv-{panel} button").click()
    text = caught.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(shown) > 5
    for place, name in enumerate(header):
        columns = [name] if name in rows[0] else [f"{name}, lower bound", f"{name}, upper bound"]
        for column in columns:
            assert [plain(row[place]) for row in shown] == [plain(row[column]) for row in rows]
    assert "demo_2025" in caught.value.suggested_filename
