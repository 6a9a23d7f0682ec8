"""`trends describe` of every page: each panel says what the page says, and has the rows of its table."""

import io
import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from cli.describe import OF_ONE, CannotDescribe, described
from pages.parts.contents import PANELS as LINKED
from pages.parts.signals_told import told
from pages.parts.tables import csv
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.figure import Figure
from queries.link import read_link
from queries.shown import PANELS, shown
from queries.view import View
from tests.conftest import Command

ROOT = Path(__file__).parent.parent
FRAME = ROOT / "pages" / "parts" / "frame.py"
EN = words("en")
DRAWN = [page for page, panels in PANELS.items() if panels and page not in ("home", "sdg", "perpetrators")]
# What a page draws only where a link asks for it: what is needed besides `show`.
NEEDS = {"funnel": "measure=share&exploitation=forced_labour", "compare": "with_region=europe"}
SHOWN_ALONE = [(page, name) for page in DRAWN for name in PANELS[page] if name not in ("stages", "revision")]
# The demonstration tells nothing of perpetrators, has one moment of age and one edition; rates are in test_rates.
TWO = "dataset=ctdc-k-anonymised&edition=2021-07-15"
ELSEWHERE = {
    **dict.fromkeys(PANELS["perpetrators"], "dataset=ctdc-victim-perpetrator"),
    "stages": "dataset=ctdc-k-anonymised&edition=2017-11-27",
    "revision": f"{TWO}&with_edition=2017-11-27",
}


def headlines(page: str, query: str) -> list[str]:
    """What the headings of a page's panels say, as a reader opens its link."""
    return texts(r'<h[12] class="takeaway">(.*?)</h[12]>', drawn(page, query))


def texts(pattern: str, of: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(pattern, of, re.S)]


def drawn(page: str, query: str) -> str:
    """A page's HTML."""
    app = AppTest.from_file(str(FRAME), default_timeout=120)
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app._page_hash = calc_hash("" if page == "home" else page)
    app.run()
    assert not app.exception
    return "\n".join(str(getattr(found, "body", "")) for found in app.get("html"))


def panels(page: str, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = described(f"/{page}?{query}")[1]["panels"]
    return found


def says_the_same(page: str, query: str) -> list[str]:
    """The names of the panels described, each of which says what the page's own heading says."""
    found = [one for one in panels(page, query) if one["drawn"]]
    if not found:  # a stage without a figure has the page's question for its heading
        return []
    said = headlines(page, query)
    assert len(said) == len(found), (page, query, said, [one["name"] for one in found])
    for heading, one in zip(said, found, strict=True):
        assert one["statement"].startswith(heading), (page, query, one["name"])
    return [one["name"] for one in found]


def refusal(link: str) -> list[str]:
    """Why a link cannot be described; nothing where it can."""
    try:
        described(link)
    except CannotDescribe as refused:
        return [*refused.sentences]
    return []


def view_of(page: str, query: str) -> View:
    return read_link(page, parse_qs(query), catalogue())[0]


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("page", DRAWN)
def test_a_page_is_described_panel_by_panel_as_it_is_drawn(page: str) -> None:
    query = f"dataset=demo&lang=en&{NEEDS.get(page, '')}"
    names = says_the_same(page, query)
    assert names == [name for name in PANELS[page] if name in names]
    said, _ = described(f"/{page}?{query}")
    assert said == "\n".join(one["statement"] for one in panels(page, query)[: 1 if page in OF_ONE else None])


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("page", "name"), SHOWN_ALONE, ids=lambda one: str(one))
def test_a_panel_that_a_link_shows_alone_is_described_alone(page: str, name: str) -> None:
    query = f"dataset=demo&lang=fr&show={name}&{NEEDS.get(name) or NEEDS.get(page, '')}"
    assert says_the_same(page, query) == [name]
    said, numbers = described(f"/{page}?{query}")
    assert said == numbers["panels"][0]["statement"] == numbers["statement"]
    assert f"show={name}" in numbers["link"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_the_demonstration_has_not_is_described_of_others(name: str) -> None:
    (page,) = (page for page, names in PANELS.items() if name in names)
    query = f"{ELSEWHERE[name]}&lang=en&show={name}"
    assert says_the_same(page, query) == [name]
    has_the_rows_of_its_file(page, query)


@pytest.mark.usefixtures("demonstration")
def test_home_is_described_by_its_regions_and_its_story() -> None:
    rise, story = panels("home", "dataset=demo")
    assert [rise["name"], story["name"]] == ["rise", "story"]
    for one in rise["rows"]:
        region = f"&region={one['region']}" if one["region"] else ""
        _, trend = described(f"/trends?dataset=demo&from={rise['rows'][0]['from']}&to={rise['rows'][0]['to']}{region}")
        assert (one["all_from"], one["panel"]) == (trend["all_from"], trend["panel"])
        assert (EN.label("region", one["region"]) if region else EN("rise.all")) + ": " in rise["statement"]
    assert story["rows"][0]["first"] == 13_718
    assert headlines("home", "dataset=demo&lang=en&show=story") == [story["statement"].partition(".")[0]]
    assert [one["name"] for one in panels("home", "show=story")] == ["story"]


def test_links_know_the_very_panels_that_are_described() -> None:
    assert LINKED is PANELS


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("page", [*DRAWN, "home"])
def test_every_panel_has_the_same_shape_and_is_json(page: str) -> None:
    _, numbers = described(f"/{page}?dataset=demo&{NEEDS.get(page, '')}")
    json.dumps(numbers, allow_nan=False)
    keys = {*panels("trends", "dataset=demo")[0]}
    for one in numbers["panels"]:
        assert {*one} == keys
        assert all(isinstance(row, dict) and {*row} == {*one["rows"][0]} for row in one["rows"])
    reference = (ROOT / "docs" / "command.md").read_text("utf-8")
    section = reference[reference.index("## `trends describe") : reference.index("## `trends fetch")]
    assert {*re.findall(r"`(\w+)`", section)} >= keys | {*numbers}


def has_the_rows_of_its_file(page: str, query: str) -> None:
    """The one panel that a link shows is described by what its file holds."""
    (made,) = shown(view_of(page, query))
    assert isinstance(made.what, Figure)
    (one,) = panels(page, query)
    is_that_of_the_file(one, made.what)


def is_that_of_the_file(one: dict[str, Any], figure: Figure) -> None:
    """Every number of the rows is that of the file, which rounds to two decimals (rates: to four digits)."""
    figure = told(figure, EN) if figure.name == "signals" else figure
    file = pl.read_csv(io.BytesIO(csv(figure, EN)), infer_schema_length=None)
    assert file.height == len(one["rows"])
    json.dumps(one, allow_nan=False)
    numeric = [name for name, kind in figure.frame.schema.items() if kind.is_numeric()]
    yearly = EN("column.year_first") not in file.columns
    compared = 0
    for name in numeric:
        header = EN("column.year" if yearly and name == "year_first" else f"column.{name}")
        if header not in file.columns:  # the last year, where it is the first
            assert (name, yearly) == ("year_last", True)
            continue
        compared += 1
        for row, value in zip(one["rows"], file[header].to_list(), strict=True):
            assert row[name] == (None if value is None else pytest.approx(value, rel=0.001, abs=0.00501)), (name, row)
    assert compared


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("page", DRAWN)
def test_the_rows_are_those_of_the_file(page: str) -> None:
    for name in PANELS[page]:
        if (page, name) in SHOWN_ALONE:
            query = f"dataset=demo&show={name}&{NEEDS.get(name) or NEEDS.get(page, '')}"
            has_the_rows_of_its_file(page, query)


@pytest.mark.usefixtures("demonstration")
def test_the_base_of_a_share_is_what_the_page_says_is_known() -> None:
    (one,) = panels("sectors", "dataset=demo&show=sector")
    assert one["of"] == "sector"
    assert one["base"]["known"] == max(row["known"] for row in one["rows"])
    assert one["base"]["records"] == one["rows"][0]["total"]
    (one,) = panels("trends", "dataset=demo&show=trend")
    assert (one["of"], one["base"]["known"]) == (None, None)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/map?show=funnel", EN("funnel.needs_share")),
        ("/map?from=2020&to=2020&show=periods", EN("periods.too_few")),
        ("/flows?by=region&show=flows", EN("flows.only_countries")),
        ("/people?show=stages", f"{EN('people.no_stages')} {EN('rail.nowhere')}"),
        ("/sectors?show=trend", "show=trend: there is no such panel here. There are: sector, "),
        ("/compare?with_region=europe&show=revision", EN("errors.nothing_on_stage")),
        ("/sdg", EN("dropped.rate_records")),
        ("/table?by=nothing", "by=nothing: "),
    ],
)
def test_a_panel_that_cannot_be_drawn_is_refused_with_the_reason_of_the_page(link: str, said: str) -> None:
    with pytest.raises(CannotDescribe) as refused:
        described(link)
    assert len(refused.value.sentences) == 1
    assert refused.value.sentences[0].startswith(said)


@pytest.mark.usefixtures("small")
def test_what_a_data_set_lacks_is_refused_and_says_who_has_it() -> None:
    for link, reason in (("/perpetrators?dataset=unodc-glotip", "perpetrators.nothing"),
                         ("/sectors?dataset=unodc-glotip", "parts.lacking_all")):  # fmt: skip
        with pytest.raises(CannotDescribe) as refused:
            described(link)
        (said,) = refused.value.sentences
        assert said.startswith(EN(reason))
        assert EN("rail.elsewhere", names="").strip(" .") in said
    lacking = [one for one in panels("recruitment", "dataset=ctdc-synthetic") if not one["drawn"]]
    assert [one["name"] for one in lacking] == ["method"]
    assert (lacking[0]["rows"], lacking[0]["base"]) == ([], None)


@pytest.mark.usefixtures("demonstration")
def test_a_selection_that_nothing_matches_is_no_panel_that_is_drawn() -> None:
    for page in ("people", "flows", "quality", "recruitment"):
        for one in panels(page, "dataset=demo&country=BTN&from=2019&to=2020"):
            assert (one["drawn"], one["statement"]) == (False, EN("takeaway.empty"))


def test_describing_needs_no_browser_and_no_server(demo_database: Path, trends: Command) -> None:
    code = (
        "import sys; from cli.describe import described; described('/quality'); described('/home'); "
        "print('streamlit' in sys.modules)"
    )
    environment = {"TRENDS_DATABASE": str(demo_database), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr
    said = trends("describe", "/quality?lang=fr", database=demo_database)
    assert said.stdout.count("\n") == 3


# ------------------------------------------------------------------------------------- the publishers' own files

EDITIONS = (
    "dataset=ctdc-synthetic&edition=2021-08-25", "dataset=ctdc-k-anonymised&edition=2017-11-27",
    "dataset=ctdc-k-anonymised&edition=2021-07-15", "dataset=ctdc-victim-perpetrator&edition=2022-12-01",
    "dataset=unodc-glotip&edition=2025-04-14",
)  # fmt: skip


@pytest.mark.real
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_pages_of_the_publishers_files_are_described_as_they_are_drawn(
    real_database: Path, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    found: dict[str, list[str]] = {}
    for page in (page for page in (*DRAWN, "perpetrators") if page != "compare"):
        if refusal(f"/{page}?{edition}"):
            assert headlines(page, f"{edition}&lang=en") == []
        else:
            found[page] = says_the_same(page, f"{edition}&lang=en")
            for one, made in zip(panels(page, edition), shown(view_of(page, edition)), strict=True):
                if isinstance(made.what, Figure) and made.what.has_values:
                    is_that_of_the_file(one, made.what)
    assert {"people", "quality", "table"} <= {*found}
    assert ("perpetrators" in found) == ("perpetrator" in edition)


@pytest.mark.real
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_panel_of_the_publishers_files_is_described_or_refused_as_on_its_page(
    real_database: Path, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    for name, page in {name: page for page, names in PANELS.items() for name in names}.items():
        if page in (*DRAWN, "perpetrators") and page != "compare":
            query = f"{edition}&lang=en&show={name}"
            reasons = refusal(f"/{page}?{query}")
            if reasons or not says_the_same(page, query):
                said = reasons or [panels(page, query)[0]["statement"]]
                told = texts(r'class="(?:empty|takeaway)"[^>]*>(.*?)</(?:p|h1)>', drawn(page, query))
                assert any(said[0].startswith(line) for line in told), (page, name)


@pytest.mark.real
def test_two_editions_are_described_with_what_was_revised(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))
    query = f"{TWO}&with_edition=2017-11-27&lang=en"
    assert says_the_same("compare", query) == ["compare", "revision"]
