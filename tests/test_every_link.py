"""Every page opens whatever its link says: no error, and every part that could not be opened is told in words."""

import logging
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.parts.contents import FILTERED, PANELS
from queries.catalogue import Edition, catalogue
from queries.crossed import CROSSABLE
from queries.link import SELECTION, read_link
from queries.view import DIMENSIONS, MEASURES, PAGE_OPTIONS

FRAME = Path(__file__).parent.parent / "pages" / "parts" / "frame.py"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"
NONSENSE: Final = (
    "", " ", "x" * 3000, "<b>hi</b>", "{name}", "%s", "'; DROP TABLE", "é\u202e\u0000", "0", "-1", "2019.0", "9" * 14,
    "NULL", "female;male", "FEMALE", "ZZ", "٢٠١٩", "\n", "column:1",
)  # fmt: skip
MOST_OF_A_NOTICE = 250  # letters of a line: what was typed is cut
Link = dict[str, str | list[str]]
Open = Callable[[str, Link, str], str]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Open:
    """Opens a page by its link as a browser does, and fails on any trouble: what is on it."""

    def run(page: str, link: Link, browser: str = DESKTOP) -> str:
        monkeypatch.setattr(ContextProxy, "headers", {"User-Agent": browser})
        app = AppTest.from_file(str(FRAME), default_timeout=60)
        for name, value in link.items():
            app.query_params[name] = value
        app._page_hash = calc_hash("" if page == "home" else page)  # a deep link: no other page was open before
        app.run()
        drawn = "\n".join(str(getattr(found, "body", "")) for found in app.get("html"))
        troubles = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        assert not app.exception, (page, link)
        assert not troubles, (page, link, caplog.text[-2000:])
        assert 'role="alert"' not in drawn, (page, link)
        assert drawn.count("<h1") == 1, (page, link)
        _dropped_parts_are_told(page, link, drawn)
        return drawn

    return run


def _dropped_parts_are_told(page: str, link: Link, drawn: str) -> None:
    asked = {name: [value] if isinstance(value, str) else value for name, value in link.items()}
    _, dropped = read_link(page, asked, catalogue())
    lines = drawn.partition('<div class="notice" role="status">')[2].partition("</div>")[0].split("<li>")[1:]
    assert len(lines) >= len(dropped), (page, link)
    assert all(len(line) < MOST_OF_A_NOTICE + line.count("&") * 6 for line in lines), lines


def drawn_link(chance: random.Random, page: str, loaded: Sequence[Edition]) -> Link:
    """A link that anybody may have typed, bookmarked years ago, or been sent."""
    edition = chance.choice(loaded)
    link: Link = {"dataset": edition.dataset, "edition": edition.edition, "lang": chance.choice(["en", "fr"])}
    link |= {"indicator": chance.choice([*edition.indicators, "bogus"])} if chance.random() < 0.3 else {}
    for name in chance.sample(DIMENSIONS, chance.choice([0, 0, 1, 1, 2, 3])):
        pool = chance.choice([[*chance.choice([edition, edition, *loaded]).options.get(name, {})], [*NONSENSE]])
        link |= {name: chance.sample(pool, min(len(pool), chance.choice([1, 2, 40])))} if pool else {}
    link |= _years(chance, edition)
    offered: dict[str, Sequence[str]] = {
        "by": CROSSABLE, "measure": MEASURES, "show": PANELS[page], **PAGE_OPTIONS.get(page, {}),
    }  # fmt: skip
    offered |= {"year": ("2015", "1950")} if page == "map" else {"sort": ("female", "2015")} if page == "table" else {}
    offered |= {f"with_{name}": [*edition.options.get(name, {}), ""] for name in SELECTION} if page == "compare" else {}
    for name, values in offered.items():
        if values and chance.random() < (0.1 if name.startswith("with_") else 0.5):
            link[name] = chance.choice(values if chance.random() < 0.9 else NONSENSE)
    return link


def _years(chance: random.Random, edition: Edition) -> Link:
    years = [str(year) for year in range(edition.first_year or 2002, (edition.last_year or 2022) + 1)]
    one = chance.choice(years)
    first, last = sorted(chance.choices(years, k=2))
    spans = (("", ""), (one, one), (first, last), ("1950", "1951"), (last, first), (chance.choice(NONSENSE), "2099"))
    pair = chance.choice(spans)
    return {name: year for name, year in zip(("from", "to"), pair, strict=True) if year}


@pytest.fixture(params=["fabricated", "demonstration"])
def data(request: pytest.FixtureRequest, fabricated_database: Path, demo_database: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        chosen = fabricated_database if request.param == "fabricated" else demo_database
        environment.setenv("TRENDS_DATABASE", str(chosen))
        yield


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("page", PANELS)
def test_a_page_opens_whatever_its_link_says(opened: Open, page: str) -> None:
    chance = random.Random(page)
    for _ in range(3):
        opened(page, drawn_link(chance, page, catalogue().editions), chance.choice([DESKTOP, PHONE]))


@pytest.mark.real
@pytest.mark.parametrize("page", PANELS)
def test_a_page_of_the_publishers_files_opens_whatever_its_link_says(
    opened: Open, real_database: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    chance = random.Random(page)
    for _ in range(4):
        opened(page, drawn_link(chance, page, catalogue().editions), chance.choice([DESKTOP, PHONE]))


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    "page", [page for page in FILTERED if page != "signals"]
)  # that nothing stands out is a finding
def test_a_stage_with_nothing_to_draw_says_what_it_would_have_shown_and_why_not(opened: Open, page: str) -> None:
    for panel in PANELS[page]:
        drawn = opened(page, {"show": panel, "from": "1950", "to": "1951", "lang": "en"}, DESKTOP)
        told = drawn.partition("<h1")[2]
        assert "takeaway" in told.partition(">")[0], (panel, told)
        assert 'class="empty"' in told, (panel, told)


@pytest.mark.parametrize("page", ["quality", "signals"])
def test_a_breakdown_that_a_page_has_not_is_told_and_left_out(
    opened: Open, demo_database: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    assert "Compare by: region. No such value in this data set." in opened(
        page, {"by": "region", "lang": "en"}, DESKTOP
    )


def test_what_was_typed_is_named_in_words_and_cut(
    opened: Open, demo_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    drawn = opened("map", {"zoom": "mars", "gender": "x" * 3000, "lang": "en"}, PHONE)
    assert "Part of the world: mars." in drawn
    assert f"Gender: {'x' * 80}…." in drawn
