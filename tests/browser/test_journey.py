"""A policymaker, at a desk and on a phone: from home to "is the rise in my region real?" in at most three clicks."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from pages.parts.words import words
from tests.browser.hands import middle, still

Reading = Callable[..., Any]
MOST_CLICKS = 3
DESK: dict[str, Any] = {"width": 1280, "height": 900}
PHONE: dict[str, Any] = {
    "width": 390, "height": 844, "is_mobile": True, "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
}  # fmt: skip


class Journey:
    """A reader who counts what it takes: `go` is a click, a tap or the Enter key."""

    def __init__(self, reader: Any, screen: dict[str, Any]) -> None:
        self.reader, self.steps = reader, 0
        self.touches = bool(screen.get("has_touch"))

    def go(self, link: Locator) -> None:
        link.wait_for()
        link.tap() if self.touches else link.click()
        self.steps += 1
        self.reader.settle()

    def row(self, region: str) -> Locator:
        return self.reader.page.locator(f".st-key-rise-{region}")

    def to_answer(self, region: str) -> list[str]:
        """Follows a region's link; the numbers that its row promised: as published, then in the same reporters."""
        promised = self.row(region).locator(".rise b").all_inner_texts()
        self.go(self.row(region).get_by_role("link"))
        self.reader.page.wait_for_url(re.compile("/trends"))
        self.reader.settle()
        return promised

    def told(self) -> Locator:
        return self.reader.page.locator(".st-key-panel-trend .takeaway")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def traveller(request: pytest.FixtureRequest, reading: Reading) -> Callable[[str], Journey]:
    """Sets out on a site, at a desk and with a phone."""
    return lambda site: Journey(reading(site, **request.param), request.param)


def answers(journey: Journey, promised: list[str], region: str) -> None:
    """Fails unless the page is about the region, names both numbers, and says the same when its link is opened anew."""
    assert journey.steps <= MOST_CLICKS
    assert len(promised) == 2
    said = journey.told().inner_text()
    assert [number for number in promised if number not in said] == []
    journey.reader.asks(among_others=True, region=region)
    journey.reader.page.reload()
    journey.reader.page.wait_for_selector(".takeaway")
    journey.reader.settle()
    expect(journey.told()).to_have_text(said, use_inner_text=True)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("region", ["americas", "europe"])
def test_a_region_of_made_up_data_is_answered_in_one_click(
    traveller: Callable[[str], Journey], demo_site: str, region: str, language: str
) -> None:
    journey = traveller(demo_site)
    journey.reader.open(f"/?lang={language}")
    promised = journey.to_answer(region)
    assert journey.steps == 1
    answers(journey, promised, region)


@pytest.mark.real
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_region_of_real_data_is_answered_in_two_where_the_first_data_set_cannot_tell(
    traveller: Callable[[str], Journey], real_site: str, language: str
) -> None:
    journey, say = traveller(real_site), words(language)
    page = journey.reader.open(f"/?lang={language}")
    expect(journey.row("europe")).to_contain_text(say("rise.nobody"))
    name = say.label("dataset", "unodc-glotip")
    journey.go(page.get_by_role("link", name=say("rise.elsewhere", name=name)))
    expect(page.locator(".st-key-rise")).to_contain_text("2012")
    promised = journey.to_answer("europe")
    assert [number.replace(",", ".").split()[-1] for number in promised] == ["3.0", "2.8"]
    answers(journey, promised, "europe")


def test_the_keyboard_alone_gets_there(reading: Reading, demo_site: str) -> None:
    reader = reading(demo_site)
    page = reader.open("/")
    link = page.locator(".st-key-rise-europe").get_by_role("link")
    expect(page.locator(".st-key-rises").get_by_role("link")).to_have_count(6)
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/trends"))
    page.wait_for_selector(".takeaway")
    reader.asks(among_others=True, region="europe")


def test_the_whole_line_of_a_region_is_its_link_and_as_high_as_a_thumb(reading: Reading, demo_site: str) -> None:
    reader = reading(demo_site, **PHONE)
    page = reader.open("/")
    for region in ("all", "africa", "americas", "asia", "europe", "oceania"):
        assert page.locator(f".st-key-rise-{region}").bounding_box()["height"] >= 44
    number = page.locator(".st-key-rise-asia .rise .same")
    number.scroll_into_view_if_needed()
    page.touchscreen.tap(*still(page, middle(number)))
    page.wait_for_url(re.compile("/trends.*region=asia"))


def test_a_country_is_two_choices_away_and_the_way_back_leads_home(reading: Reading, demo_site: str) -> None:
    reader = reading(demo_site)
    page = reader.open("/?lang=fr")
    page.get_by_role("combobox", name=re.compile(words("fr")("rise.pick"))).click()
    page.keyboard.type("ital")
    page.get_by_role("option", name="Italie", exact=True).click()
    page.wait_for_url(re.compile("/trends"))
    reader.asks(country="ITA", from_="2013", to="2022", lang="fr")
    page.go_back()
    expect(page.locator(".st-key-rise-europe")).to_be_visible()
    reader.settle()
    page.wait_for_function("location.pathname == '/'")
