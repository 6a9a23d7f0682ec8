"""A trend that cannot answer leads to one that can; what one panel of a page has said, the next leaves out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.words import words

ROOT = Path(__file__).parent.parent
EN = words("en")


def opened(link: Mapping[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "frame.py"), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(str(ROOT / "pages" / "trends.py")).run()
    assert not app.exception
    return app


def onward(app: AppTest) -> str:
    """What the step under the trend is called; empty where there is none."""
    return next((button.label for button in app.button if button.key == "onward"), "")


def taken(app: AppTest) -> dict[str, list[str]]:
    """The address once the step is taken."""
    app.button(key="onward").click().run()
    assert not app.exception
    given = {name: app.query_params[name] for name in app.query_params}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in given.items()}


@pytest.fixture
def of_demo(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    monkeypatch.syspath_prepend(ROOT)


@pytest.fixture
def of_all(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    monkeypatch.syspath_prepend(ROOT)


@pytest.mark.usefixtures("of_demo")
def test_a_chain_in_the_headline_of_a_count_leads_to_its_index() -> None:
    counted = opened({"dataset": "demo", "region": "americas"})
    assert onward(counted) == EN("trends.as_index")
    assert taken(counted) == {"dataset": ["demo"], "region": ["americas"], "measure": ["index"]}
    for link in ({"measure": "index", "region": "americas"}, {"region": "americas", "from": "2014", "to": "2016"}):
        assert not onward(opened({"dataset": "demo", **link}))


@pytest.mark.real
@pytest.mark.usefixtures("of_all")
def test_records_of_nobody_known_lead_to_figures_that_name_who_reports() -> None:
    records = opened({"dataset": "ctdc-synthetic", "region": "europe", "from": "2010", "gender": "female"})
    assert onward(records) == EN("trends.who_reports", name=EN.label("dataset", "unodc-glotip"))
    assert taken(records) == {"dataset": ["unodc-glotip"], "region": ["europe"], "from": ["2010"]}
    assert not onward(opened({"dataset": "unodc-glotip"}))


def said(app: AppTest) -> list[Any]:
    return [found.body for found in app.get("html")]


@pytest.mark.usefixtures("of_demo")
def test_the_source_and_the_notes_stand_once_on_a_page_of_three_panels() -> None:
    bodies = "\n".join(said(opened({"dataset": "demo", "from": "2012", "to": "2022"})))
    assert EN("change.question") in bodies
    assert EN("windows.question") in bodies
    assert bodies.count("(loaded on ") == 1
    assert bodies.count(f"<li>{EN('note.demonstration')}</li>") <= 1


@pytest.mark.usefixtures("of_demo")
def test_a_panel_on_stage_keeps_its_source() -> None:
    bodies = "\n".join(said(opened({"dataset": "demo", "from": "2012", "to": "2022", "show": "change"})))
    assert bodies.count("(loaded on ") == 1
