"""`trends describe`: the page's own sentences and numbers without a browser; what cannot be opened is refused."""

import io
import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from cli.describe import OF_ONE, described, parts
from cli.main import app
from pages.parts.statement import statement
from pages.parts.tables import csv
from pages.parts.words import words
from queries.catalogue import catalogue
from queries.describe import NUMBERS
from queries.figures import trend
from queries.link import read_link
from tests.conftest import Command

EXAMPLE = "dataset=demo&from=2014&to=2015"
GLOTIP = "dataset=unodc-glotip&edition=2025-04-14"
REFERENCE = (Path(__file__).parent.parent / "docs" / "command.md").read_text("utf-8")


def numbers(trends: Command, database: Path, link: str) -> dict[str, Any]:
    done = trends("describe", link, "--json", database=database)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_the_demonstrations_entry_is_described_by_who_enters(trends: Command, demo_database: Path) -> None:
    told = numbers(trends, demo_database, EXAMPLE)
    assert (told["from"], told["to"]) == (2014, 2015)
    before, after = told["panel"]["from"][0], told["panel"]["to"][0]
    assert abs(after - before) / before < 0.02
    assert told["all_to"][0] / told["all_from"][0] > 1.3
    assert told["panel"] == told["panel_exact"]  # records are exact
    assert told["reporters_to"] == told["reporters_from"] + 1
    assert told["entered"] == ["hotline_north"]
    assert told["largest_contribution"]["reporter"] == "hotline_north"
    assert told["largest_contribution"]["share"] == pytest.approx(1, abs=0.02)
    assert told["all_to"][0] - told["all_from"][0] == after - before + told["entering"][0] - told["leaving"][0]
    assert all(type(n) is int for n in (*told["all_from"], *told["entering"], *told["panel"]["from"]))


@pytest.mark.usefixtures("demonstration")
def test_the_statement_is_that_of_the_page(trends: Command, demo_database: Path) -> None:
    for language in ("en", "fr"):
        done = trends("describe", f"{EXAMPLE}&lang={language}", database=demo_database)
        view, _ = read_link("trends", {"dataset": ["demo"], "from": ["2014"], "to": ["2015"]}, catalogue())
        assert done.stdout == statement(trend(view), words(language)).text + "\n"
        assert (done.stderr, done.returncode) == ("", 0)


def test_the_example_of_the_reference_is_what_the_command_says(trends: Command, demo_database: Path) -> None:
    plain = " ".join(REFERENCE.split())
    told = numbers(trends, demo_database, EXAMPLE)
    assert " ".join(told["statement"].split()) in plain
    for name in NUMBERS:
        assert f'"{name}": {json.dumps(told[name])}' in plain
    section = REFERENCE[REFERENCE.index("## `trends describe") :]
    assert set(re.findall(r"`(\w+)`", section)) >= set(told)


@pytest.mark.parametrize(
    "link",
    [
        f"http://127.0.0.1:8501/trends?{EXAMPLE}",
        f"https://example.org/some/where/trends?{EXAMPLE}#chart",
        f"/trends?{EXAMPLE}",
        f"trends?{EXAMPLE}",
        f"http://127.0.0.1:8501/?{EXAMPLE}",
        f"?{EXAMPLE}",
        f" {EXAMPLE} ",
        "from=2014&to=2015&dataset=demo&embed=true",
    ],
)
@pytest.mark.usefixtures("demonstration")
def test_an_address_a_path_and_a_query_say_the_same(link: str) -> None:
    assert described(link) == described(EXAMPLE)


@pytest.mark.usefixtures("demonstration")
def test_a_link_is_told_by_its_shortest_address() -> None:
    _, told = described("/trends/?to=2015&by=region&measure=count&dataset=demo&lang=fr&region=asia&region=europe")
    assert told["link"] == "/trends?dataset=demo&to=2015&region=asia&region=europe&by=region"
    assert described(told["link"] + "&lang=fr") == (told["statement"], told)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "/sources?dataset=demo",
            "There is no page 'sources' to describe. There are: home, trends, map, flows, people",
        ),
        ("/trends?show=funnel", "show=funnel: there is no such panel here. There are: trend, change, windows"),
        (
            "dataset=nothing&region=atlantis",
            "dataset=nothing: This data set or edition is not loaded here. Loaded: demo",
        ),
        ("dataset=demo&edition=1999", "edition=1999: This data set or edition is not loaded here."),
        ("region=atlantis", "region=atlantis: No such value in this data set."),
        ("colour=blue", "colour=blue: No such option."),
        ("from=yesterday", "from=yesterday: Not a year."),
        ("from=2015&to=2010", "to=2010: The last year is before the first."),
        ("measure=share", "measure=share: A share needs something"),
        ("from=2010&lang=xx", "lang=xx: there is no such language. There are: en, fr"),
        ("/compare?region=europe", "A comparison needs a second selection"),
    ],
)
@pytest.mark.usefixtures("demonstration")
def test_what_cannot_be_opened_is_refused_in_one_sentence(link: str, said: str) -> None:
    done = CliRunner().invoke(app, ["describe", link, "--json"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_every_part_that_cannot_be_opened_has_its_sentence(trends: Command, demo_database: Path) -> None:
    done = trends("describe", "region=atlantis&colour=blue&lang=fr", database=demo_database)
    assert done.returncode == 1
    assert sorted(line.split(":")[0] for line in done.stderr.splitlines()) == ["colour=blue", "region=atlantis"]


def test_nothing_loaded_is_a_sentence_with_the_cure(trends: Command, tmp_path: Path) -> None:
    done = trends("describe", "from=2010", database=tmp_path / "none.duckdb")
    assert (done.returncode, done.stdout) == (1, "")
    assert "trends demo" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("one", "two"), ("from=2010", "--nonsense"), ("http://[/trends",)])
@pytest.mark.usefixtures("demonstration")
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, ["describe", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_selection_that_nothing_matches_is_described_as_that(trends: Command, demo_database: Path) -> None:
    told = numbers(trends, demo_database, "country=BTN&from=2019&to=2020")
    assert told["statement"] == words("en")("takeaway.empty")
    assert (told["from"], told["to"], told["largest_contribution"]) == (None, None, None)
    none = {"reporters": 0, "from": [0, 0], "to": [0, 0]}
    assert (told["all_from"], told["all_to"], told["panel"], told["panel_exact"]) == ([0, 0], [0, 0], none, none)
    assert set(NUMBERS) <= set(told)


@pytest.mark.usefixtures("demonstration")
def test_every_page_that_has_a_statement_is_described() -> None:
    for page in {*OF_ONE} - {"sdg"}:  # the demonstration has no rates: tests/test_rates.py describes the indicator
        with_one = "&with_region=europe" if page == "compare" else ""
        said, told = described(f"/{page}?dataset=demo&region=americas{with_one}")
        assert said == told["statement"]
        assert told["link"].startswith(f"/{page}?")
        assert ("all_from" in told) == (page == "trends")


@pytest.mark.usefixtures("demonstration")
def test_a_breakdown_has_the_numbers_of_each_series() -> None:
    _, told = described("dataset=demo&by=region&from=2010&to=2022")
    assert {one["code"] for one in told["series"]} == {"africa", "americas", "asia", "europe", "oceania"}
    assert told["all_from"] is None
    for one in told["series"]:
        _, alone = described(f"dataset=demo&region={one['code']}&from=2010&to=2022")
        different = {name for name in one if name not in ("code", "finding", "events") and one[name] != alone[name]}
        assert not different  # the finding is corrected for the number of series


VALUES: dict[str, tuple[str, ...]] = {
    "region": ("africa", "americas", "asia", "europe"),
    "country": ("ITA", "USA", "PHL", "ISL"),
    "gender": ("female", "male"),
    "age": ("9_17", "adult"),
    "exploitation": ("forced_labour", "sexual_exploitation"),
    "recruiter": ("friend",),
}


@st.composite
def links(draw: st.DrawFn) -> dict[str, list[str]]:
    chosen = draw(st.lists(st.sampled_from(tuple(VALUES)), max_size=2, unique=True))
    link = {name: [draw(st.sampled_from(VALUES[name]))] for name in chosen}
    years = sorted(draw(st.lists(st.integers(2004, 2024), min_size=2, max_size=2)))
    for name, year in zip(("from", "to"), years, strict=True):
        if draw(st.booleans()):
            link[name] = [str(year)]
    by = draw(st.sampled_from(("", "region", "gender", "exploitation")))
    measures = (
        ("count", "index", "share") if by or set(link) & {"gender", "age", "exploitation"} else ("count", "index")
    )
    return {"dataset": ["demo"], **link} | ({"by": [by]} if by else {}) | {"measure": [draw(st.sampled_from(measures))]}


@given(link=links())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("demonstration")
def test_the_numbers_are_those_of_the_figure_and_of_its_file(link: dict[str, list[str]]) -> None:
    view, dropped = read_link("trends", link, catalogue())
    if dropped:
        return
    figure, texts = trend(view), words("en")
    query = "&".join(f"{name}={value}" for name, values in link.items() for value in values)
    said, told = described(query)
    assert said == statement(figure, texts).text
    table = pl.read_csv(io.BytesIO(csv(figure, texts)), infer_schema_length=None)
    of_shares = view.measure == "share"
    bounds = ("value_low", "value_high") if of_shares else ("low", "high")
    series = told.get("series") or [told | {"code": ""}] * figure.has_values
    for one in series:
        named = table.filter(pl.col(texts("column.code")) == one["code"]) if "series" in told else table
        rows = {row[texts("column.year")]: row for row in named.to_dicts()}
        for end, year in (("from", one["from"]), ("to", one["to"])):
            row = rows[year]
            close = pytest.approx([row[texts(f"column.{name}")] for name in bounds], abs=0.00501 if of_shares else 0)
            assert one[f"all_{end}"] == close
            assert one[f"reporters_{end}"] == (row[texts("column.reporters")] or 0)
            if one["ground"] in ("all", "panel") and not of_shares:
                assert one["panel"]["reporters"] == row[texts("column.panel_reporters")]
                assert one["panel"][end] == [row[texts(f"column.panel_{name}")] for name in ("low", "high")]
    assert len(series) == len(figure.facts["accounts"])


def test_the_parts_of_a_link_are_its_page_and_its_query() -> None:
    assert parts("/map?region=asia&region=europe&with_gender=") == (
        "map", {"region": ["asia", "europe"], "with_gender": [""]},
    )  # fmt: skip
    assert parts("") == ("trends", {})
    assert parts("signals") == ("signals", {})


# ------------------------------------------------------------------------------------- the publishers' own files


@pytest.fixture(scope="module")
def real(real_data: Path, trends: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("described") / "trends.duckdb"
    files = ("unodc/data_glotip_2025-04-14.xlsx", "ctdc/ctdc_kanon_2021-07-15_positives.csv")
    done = trends("load", *(real_data / file for file in files), database=database)
    assert done.returncode == 0, done.stdout + done.stderr
    return database


@pytest.mark.real
def test_unodc_2010_to_2022(trends: Command, real: Path) -> None:
    told = numbers(trends, real, f"{GLOTIP}&from=2010&to=2022")
    assert told["panel"] == {"reporters": 42, "from": [7_969, 7_973], "to": [28_201, 28_205]}
    assert told["panel_exact"] == {"reporters": 36, "from": [7_175, 7_175], "to": [27_869, 27_869]}
    assert (told["reporters_from"], told["all_from"]) == (93, [13_718, 13_718 + 4 * 7])
    assert told["all_to"][0] == 75_128
    assert told["largest_absent"]["reporter"] == "GBR"
    assert told["largest_absent"]["missing"] == [2022]
    assert "United Kingdom" in told["statement"]
    assert told["provisional"] is True
    assert "provisional" in told["statement"]


@pytest.mark.real
def test_unodc_2010_to_2019(trends: Command, real: Path) -> None:
    told = numbers(trends, real, f"{GLOTIP}&from=2010&to=2019")
    assert told["panel_exact"] == {"reporters": 43, "from": [8_450, 8_450], "to": [31_813, 31_813]}
    assert (told["all_from"][0], told["all_to"][0]) == (13_718, 82_291)
    assert (told["reporters_from"], told["reporters_to"]) == (93, 134)


@pytest.mark.real
def test_unodc_2018_to_2019_is_pakistan(trends: Command, real: Path) -> None:
    told = numbers(trends, real, f"{GLOTIP}&from=2018&to=2019")
    assert told["panel"] == {"reporters": 113, "from": [42_764, 42_812], "to": [47_473, 47_525]}
    assert told["panel_exact"] == {"reporters": 96, "from": [42_589, 42_589], "to": [47_299, 47_299]}
    assert (told["all_from"][0], told["all_to"][0]) == (46_284, 82_291)
    assert told["all_to"][0] / told["all_from"][0] == pytest.approx(1.78, abs=0.005)
    assert told["largest_contribution"]["reporter"] == "PAK"
    assert told["largest_contribution"]["share"] == pytest.approx(32_022 / (82_291 - 46_284))
    assert round(told["largest_contribution"]["share"], 3) == 0.889
    for words_of_it in ("Pakistan", "+78%", "+11%", "113 countries", "89%"):
        assert words_of_it in told["statement"].replace("\u202f", "").replace("\u00a0", " ")


@pytest.mark.real
def test_unodc_in_french(trends: Command, real: Path) -> None:
    told = numbers(trends, real, f"{GLOTIP}&from=2010&to=2022&lang=fr")
    assert "Royaume-Uni" in told["statement"]
    assert "provisoire" in told["statement"]


@pytest.mark.real
def test_the_hotline_explains_2020_in_the_k_anonymised_file(trends: Command, real: Path) -> None:
    told = numbers(trends, real, "dataset=ctdc-k-anonymised&edition=2021-07-15&from=2019&to=2020")
    assert (told["all_from"], told["all_to"]) == ([21_312] * 2, [1_717] * 2)
    fall = told["all_to"][0] - told["all_from"][0]
    hotline = [one for one in told["drivers"] if one["reporter"].startswith("hotline.")]
    assert sum(one["share"] for one in hotline) == pytest.approx(-19_365 / fall, abs=0.001)
    assert told["largest_contribution"]["reporter"] == "hotline.USA"
    assert told["largest_contribution"]["role"] == "leaving"
    assert any(reporter.startswith("hotline.") for reporter in told["left"])
    assert told["leaving"][0] >= 19_365
    assert abs(told["panel"]["to"][0] - told["panel"]["from"][0]) < 0.05 * told["panel"]["from"][0]
    assert "hotline rows stop in this release" in told["statement"]


@pytest.mark.real
def test_every_number_of_a_real_window_is_one_number(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(real))
    for link in (
        f"{GLOTIP}&from=2010&to=2022",
        f"{GLOTIP}&region=europe",
        "dataset=ctdc-k-anonymised&from=2015&to=2019",
    ):
        _, told = described(link)
        view, _ = read_link("trends", parts(link)[1], catalogue())
        table = pl.read_csv(io.BytesIO(csv(trend(view), words("en"))), infer_schema_length=None)
        rows = {row["Year"]: row for row in table.to_dicts()}
        column = words("en")
        for end in ("from", "to"):
            row = rows[told[end]]
            assert told[f"all_{end}"] == [row[column("column.low")], row[column("column.high")]]
            assert told["panel"][end] == [row[column("column.panel_low")], row[column("column.panel_high")]]
            assert told[f"reporters_{end}"] == row[column("column.reporters")]
