"""The app's script, run without a browser: pages, filters and what they write into the address."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.filters import GROUPS
from pages.parts.words import words
from queries.view import DIMENSIONS, Filters, key

ROOT = Path(__file__).parent.parent
PAGES = ("home", "trends", "map", "compare", "signals", "quality", "sources")
Open = Callable[..., AppTest]


@pytest.fixture
def opened(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page of the demonstration data: `opened("trends", region="europe")`."""
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))
    monkeypatch.syspath_prepend(ROOT)

    def run(page: str = "home", **link: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "parts" / "frame.py"), default_timeout=60)
        for name, value in link.items():
            app.query_params[name.rstrip("_")] = value
        app.run()
        if page != "home":
            app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not app.exception
        return app

    return run


def html(app: AppTest) -> str:
    return "\n".join(found.body for found in app.get("html"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_its_question_in_every_language(opened: Open, page: str, language: str) -> None:
    app = opened(page, lang=language)
    drawn = html(app)
    assert f"<h1>{words(language)(f'{page}.title')}</h1>" in drawn
    assert words(language)("app.demonstration") in drawn
    assert 'role="alert"' not in drawn


def test_a_page_is_a_short_script() -> None:
    for page in PAGES:
        assert len((ROOT / "pages" / f"{page}.py").read_text().splitlines()) <= 40


def test_every_filter_has_a_field_a_widget_and_a_label(opened: Open) -> None:
    app = opened("trends")
    widgets = {widget.key.removeprefix("w_") for widget in app.multiselect}
    assert widgets == set(DIMENSIONS) == {name for group in GROUPS.values() for name in group}
    assert {key(field.name) for field in fields(Filters)} == widgets | {"dataset", "edition", "indicator", "from", "to"}
    for name in DIMENSIONS:
        assert words("en")(f"dimension.{name}") != words("fr")(f"dimension.{name}") or name == "age"


def test_a_widget_shows_what_the_link_asks_for_and_writes_codes_back(opened: Open) -> None:
    app = opened("trends", region=["europe", "asia"], from_="2010")
    assert app.multiselect(key="w_region").value == ["europe", "asia"]
    assert app.slider(key="w_years").value == (2010, 2024)
    app.multiselect(key="w_gender").select("female").run()
    assert app.query_params == {"region": ["europe", "asia"], "gender": "female", "from": "2010"}
    app.slider(key="w_years").set_range(2002, 2020).run()
    assert app.query_params == {"region": ["europe", "asia"], "gender": "female", "to": "2020"}


def test_what_is_the_default_is_absent_from_the_address(opened: Open) -> None:
    app = opened("trends", region="europe", measure="share", by="gender")
    app.multiselect(key="w_region").unselect("europe").run()
    assert app.query_params == {"measure": "share", "by": "gender"}
    app.selectbox(key="w_by").select("").run()
    # A share goes with the comparison it is a share in, and nothing is said of it.
    assert app.query_params == {}
    assert words("en")("dropped.no_share") not in html(app)


def test_an_option_says_how_many_records_it_has(opened: Open) -> None:
    options = opened("trends", lang="en").multiselect(key="w_gender").options
    assert options[0].startswith("Women and girls (")
    assert options[0].removeprefix("Women and girls (").rstrip(")").replace(",", "").isdigit()


def test_nothing_is_said_of_people_behind_figures_that_are_made_up(opened: Open) -> None:
    assert words("en")("footer.harm") not in html(opened("trends", lang="en"))


def test_what_a_link_asked_for_is_told_in_words(opened: Open) -> None:
    said = html(opened(country="LIE", gender="", lang="en"))
    assert "Liechtenstein. No such value in this data set." in said
    assert f"Gender: {words('en')('dropped.nothing')}." in said


def test_what_is_drawn_says_its_years_and_who_counted(opened: Open) -> None:
    assert "made up, by year of registration or detection, 2010 to 2012." in html(
        opened("trends", from_="2010", to="2012", lang="en")
    )


def test_means_of_control_always_say_that_they_are_no_part_of_the_definition_for_children(opened: Open) -> None:
    assert words("en")("note.children_and_means") in html(opened("trends", by="means", lang="en"))


def test_an_empty_selection_says_so_and_has_a_way_out(opened: Open) -> None:
    app = opened("trends", from_="1950", to="1951", lang="en")
    assert "No records match this selection." in html(app)
    app.button(key="clear-empty").click().run()
    assert app.query_params == {"lang": "en"}
    assert "No records match this selection." not in html(app)


def test_the_table_has_every_row_that_is_drawn(opened: Open) -> None:
    app = opened("trends", by="gender")
    assert "<table>" not in html(app)
    app.toggle(key="table-trend").set_value(True).run()
    years = 2024 - 2002 + 1
    assert html(app).count("<tr>") == 1 + 3 * years


def test_without_data_the_page_names_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "none.duckdb"))
    monkeypatch.syspath_prepend(ROOT)
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "frame.py"), default_timeout=60).run()
    assert not app.exception
    assert "trends demo" in html(app)
    assert str(tmp_path) not in html(app)


@pytest.mark.usefixtures("opened")
def test_a_mistake_of_ours_is_one_calm_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import queries.figures as figures

    def fails(_view: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(figures, "headline", fails)
    app = AppTest.from_file(str(ROOT / "pages" / "parts" / "frame.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.run()
    assert words("en")("errors.unexpected") in html(app)
    assert "secret detail" not in html(app)
