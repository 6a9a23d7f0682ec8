"""`trends fetch population`: paged, retried, kept, checked, published at once; a mistake is one sentence."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import store
from etl import fetching, populated
from etl.dataset import DataError
from tests import fabricated
from tests import fabricated_population as made
from tests.conftest import Invoke

QUICK = fetching.Patience(attempts=3, request=5, page=10, wait=0.01)


@pytest.fixture(autouse=True)
def database(no_database: Path) -> Path:
    return no_database


@pytest.fixture
def source() -> Iterator[made.Source]:
    with made.serving() as one:
        yield one


def held() -> dict[tuple[str, int, str], int]:
    rows = store.query("SELECT country, year, sex, people FROM population").iter_rows()
    return {(country, year, sex): people for country, year, sex, people in rows}


def expected() -> dict[tuple[str, int, str], int]:
    found = {}
    for indicator, sex in zip(made.INDICATORS, ("total", "female", "male"), strict=True):
        for row in made.rows(indicator):
            if row["countryiso3code"] not in made.AREAS and row["value"] is not None:
                found[row["countryiso3code"], int(row["date"]), sex] = row["value"]
    return found


def test_every_page_is_asked_for_and_only_countries_with_a_figure_are_kept(source: made.Source) -> None:
    row, status, _ = populated.fetch(source.address, patience=QUICK)
    assert status == "loaded"
    assert held() == expected()
    pages = -(-len(made.rows(made.TOTAL)) // source.per_page)
    assert pages > 1
    assert len(source.asked) == 3 * pages
    assert row["areas_left_out"] == len(made.AREAS)
    assert row["without_figure"] == 3 * 5  # Kosovo before 2008
    assert (row["edition"], row["url"]) == (made.UPDATED, source.address)


def test_taiwan_has_no_population_and_is_no_zero(source: made.Source) -> None:
    populated.fetch(source.address, patience=QUICK)
    assert not [key for key in held() if key[0] == "TWN"]


def test_a_server_that_stumbles_is_asked_again(source: made.Source) -> None:
    source.fails = [500, 429]
    assert populated.fetch(source.address, patience=QUICK)[1] == "loaded"
    assert source.asked[0] == source.asked[1] == source.asked[2]


@pytest.mark.parametrize(("states", "asked"), [([503, 503, 503], 3), ([404], 1)])
def test_a_server_that_does_not_recover_is_told_with_its_state(
    source: made.Source, states: list[int], asked: int
) -> None:
    source.fails = [*states]
    with pytest.raises(DataError, match=f"answers with HTTP {states[0]} .*Saved answers can be loaded with --from"):
        populated.fetch(source.address, patience=QUICK)
    assert len(source.asked) == asked
    assert not store.location().exists()


def test_a_server_that_hangs_is_left_after_a_time(source: made.Source) -> None:
    source.hangs = threading.Event()
    with pytest.raises(DataError, match="does not answer in time"):
        populated.fetch(source.address, patience=fetching.Patience(attempts=2, request=0.2, page=1, wait=0.01))


def test_no_network_is_one_sentence() -> None:
    with made.serving() as gone:
        address = gone.address
    with pytest.raises(DataError, match="cannot be reached"):
        populated.fetch(address, patience=QUICK)
    with pytest.raises(DataError, match="no web address"):
        populated.fetch("ftp://example.org", patience=QUICK)


REFUSED = b'[{"message":[{"id":"120","key":"Invalid value","value":"The provided parameter value is not valid"}]}]'


@pytest.mark.parametrize(
    ("says", "sentence"),
    [
        (b"<html>maintenance</html>", "is no JSON"),
        (b'{"page": 1}', "does not hold two parts"),
        (b'[{"page":1,"pages":1,"per_page":50,"total":0},null]', "does not hold two parts"),
        (REFUSED, "the API refused: The provided parameter value is not valid"),
        (b'[{"page":1,"pages":1,"total":1},[{"date":"2019"}]]', "has no code, date, indicator or number"),
        (b'[{"page":1,"pages":999999,"total":1},[]]', "pages: that is no answer about population"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused_and_not_kept(source: made.Source, says: bytes, sentence: str) -> None:
    source.says = says
    with pytest.raises(DataError, match=sentence):
        populated.fetch(source.address, patience=QUICK)
    assert not store.location().exists()
    assert not fetching.folder().exists()


def test_kept_answers_are_not_asked_for_again_unless_told_to(
    source: made.Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _, _ = populated.fetch(source.address, patience=QUICK)
    asked = len(source.asked)
    again, status, notes = populated.fetch(source.address, patience=QUICK)
    assert (status, len(source.asked), again["sha256"]) == ("unchanged", asked, first["sha256"])
    assert any("--refresh" in note for note in notes)
    assert populated.fetch(source.address, refresh=True, patience=QUICK)[1] == "replaced"
    assert len(source.asked) == 2 * asked
    monkeypatch.setattr(fetching, "LIFE", fetching.LIFE * -1)
    populated.fetch(source.address, patience=QUICK)
    assert len(source.asked) == 3 * asked


def test_kept_answers_that_were_changed_are_asked_for_again(source: made.Source) -> None:
    populated.fetch(source.address, patience=QUICK)
    asked = len(source.asked)
    page = next(fetching.folder().glob("SP*.json"))
    page.write_bytes(page.read_bytes().replace(b'"unit": ""', b'"unit": "x"', 1))
    populated.fetch(source.address, patience=QUICK)
    assert len(source.asked) == 2 * asked


def test_saved_answers_are_read_without_a_network_and_have_the_checksum_of_what_was_fetched(
    source: made.Source, tmp_path: Path
) -> None:
    source.per_page = len(made.rows(made.TOTAL))
    fetched, _, _ = populated.fetch(source.address, patience=QUICK)
    saved, status, _ = populated.fetch(from_=made.write(tmp_path / "saved"))
    assert (status, saved["sha256"]) == ("unchanged", fetched["sha256"])
    changed = made.rows(made.MALE)
    changed[-1]["value"] += 1
    other, status, _ = populated.fetch(from_=made.write(tmp_path / "other", {made.MALE: changed}))
    assert status == "replaced"
    assert other["sha256"] != fetched["sha256"]


def _spoilt(**changes: object) -> list[made.Row]:
    found = made.rows(made.TOTAL)
    found[-1] |= changes
    return found


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        (_spoilt(value=-5), "-5 is no population"),
        (_spoilt(value=9e12), "is no population"),
        (_spoilt(date="1850"), "is no population"),
        (_spoilt(value=made.rows(made.TOTAL)[-1]["value"] * 2), "women and girls and"),
        (_spoilt(date="2024"), "is given twice"),
        (_spoilt(indicator={"id": "NY.GDP.MKTP.CD"}), "is no indicator of population"),
    ],
)
def test_figures_that_cannot_be_are_refused(total: list[made.Row], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=sentence):
        populated.fetch(from_=made.write(tmp_path / "saved", {made.TOTAL: total}))


def test_a_missing_page_or_indicator_is_refused(tmp_path: Path) -> None:
    folder = made.write(tmp_path / "saved")
    (folder / f"{made.FEMALE}.json").unlink()
    with pytest.raises(DataError, match=f"no answer for {made.FEMALE}"):
        populated.fetch(from_=folder)
    (folder / f"{made.FEMALE}.json").write_text(json.dumps(made.page(made.rows(made.FEMALE), 2, 3000)))
    with pytest.raises(DataError, match="All are needed"):
        populated.fetch(from_=folder)
    with pytest.raises(DataError, match="there is no"):
        populated.fetch(from_=tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no saved answers"):
        populated.fetch(from_=tmp_path)


def test_a_population_stays_while_data_sets_come_and_go(invoke: Invoke, tmp_path: Path) -> None:
    saved = made.write(tmp_path / "saved")
    assert invoke("fetch", "population", "--from", saved).exit_code == 0
    assert invoke("load", fabricated.glotip(tmp_path)).exit_code == 0
    assert held() == expected()
    assert invoke("remove", "unodc-glotip").exit_code == 0
    assert held() == expected()
    assert invoke("list").stdout.startswith(f"population {made.UPDATED}: ")
    (told,) = json.loads(invoke("list", "--json").stdout)
    assert (told["dataset"], told["figures"], told["last_year"]) == ("population", len(expected()), 2024)
    assert invoke("remove", "population").stdout == f"population {made.UPDATED}: removed\n"
    assert not store.location().exists()
    refused = invoke("remove", "population")
    assert refused.exit_code == 1
    assert refused.stderr == "no population is loaded. Load it with: trends fetch population\n"


def test_a_population_is_taken_out_and_the_data_sets_stay(invoke: Invoke, tmp_path: Path) -> None:
    invoke("load", fabricated.glotip(tmp_path))
    figures = store.query("SELECT count(*) AS n FROM figures")["n"][0]
    invoke("fetch", "population", "--from", made.write(tmp_path / "saved"))
    assert store.query("SELECT count(*) AS n FROM figures")["n"][0] == figures
    invoke("remove", "population")
    assert held() == {}
    assert store.query("SELECT count(*) AS n FROM figures")["n"][0] == figures


def test_a_database_of_a_version_without_population_is_taken_over(invoke: Invoke, tmp_path: Path) -> None:
    invoke("load", fabricated.glotip(tmp_path))
    with duckdb.connect(str(store.location().resolve())) as old:
        old.execute("DROP TABLE population; DROP TABLE population_sources")
    assert invoke("list").exit_code == 0
    assert invoke("fetch", "population", "--from", made.write(tmp_path / "saved")).exit_code == 0
    assert held() == expected()
    assert "unodc-glotip" in invoke("list").stdout


def test_the_address_may_come_from_the_environment_and_the_answer_is_json_when_asked_for(
    invoke: Invoke, source: made.Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRENDS_POPULATION_URL", source.address)
    done = invoke("fetch", "population", "--json")
    (told,) = json.loads(done.stdout)
    assert (told["status"], told["licence"], len(told["sha256"])) == ("loaded", "CC BY 4.0", 64)
    wrong = invoke("fetch", "weather")
    assert (wrong.exit_code, wrong.stderr) == (2, "There is no 'weather' to fetch. There is: population\n")
