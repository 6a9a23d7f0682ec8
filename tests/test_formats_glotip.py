"""UNODC's figures are read as intervals, and what cannot be trusted stays out with its reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data import store
from etl import build
from etl.dataset import DataError
from etl.report import LoadReport
from tests import fabricated, fabricated_glotip

EDITION = "2025-04-14"
KEY = ("Iso3_code", "Year", "Indicator", "Dimension", "Category", "Sex", "Age")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadReport]:
    folder = tmp_path_factory.mktemp("glotip")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        yield build.load([fabricated.glotip(folder)])[0]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    return path


def ask(sql: str) -> list[tuple[Any, ...]]:
    return store.query(sql).rows()


def intervals() -> dict[tuple[str, ...], tuple[int, int, int]]:
    """Low, high and rows of every natural key, added up from the rows that were written."""
    found: dict[tuple[str, ...], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for row in fabricated_glotip.good_rows():
        value = row["txtVALUE"].replace(",", "")
        low, high = (0, 4) if value == "<5" else (int(value), int(value))
        key = tuple(row[name] for name in KEY)
        before = found[key]
        found[key] = (before[0] + low, before[1] + high, before[2] + 1)
    return found


def test_every_key_is_one_interval_and_rows_of_one_key_are_added_up(report: LoadReport) -> None:
    rows = intervals()
    assert report.figures == len(rows)
    assert report.rows_read == len(fabricated_glotip.good_rows()) + len(fabricated_glotip.bad_rows())
    found = ask("SELECT low, high, source_rows FROM figures")
    assert Counter(found) == Counter(rows.values())
    several = ask("SELECT low, high, status, source_rows FROM figures WHERE source_rows > 1")
    assert set(several) == {(30, 38, "Q", 3)}


@pytest.mark.usefixtures("report")
def test_a_censored_value_is_zero_to_four_and_says_that_it_is() -> None:
    namibia = ask("SELECT DISTINCT low, high, status FROM figures WHERE country = 'NAM'")
    assert namibia == [(0, 4, "Q")]
    assert ask("SELECT count(*) FROM figures WHERE status = 'A' AND low <> high") == [(0,)]


@pytest.mark.usefixtures("report")
def test_thousands_separators_are_read() -> None:
    assert ask("SELECT low FROM figures WHERE country = 'PER' AND year = 2020") == [(1234,)]


@pytest.mark.usefixtures("report")
def test_codes_replace_the_publishers_texts() -> None:
    forms = ask("SELECT DISTINCT category FROM figures WHERE dimension = 'exploitation' ORDER BY 1")
    assert forms == [("forced_labour",), ("other_exploitation",), ("sexual_exploitation",)]
    assert ask("SELECT DISTINCT category FROM figures WHERE dimension = 'total'") == [("total",)]
    units = ask("SELECT indicator::VARCHAR, unit FROM figures GROUP BY ALL ORDER BY 1")
    assert units == [
        ("convicted", "person"), ("detected_victims", "person"), ("formal_contact", "person"),
        ("offences", "offence"), ("prosecuted", "person"),
    ]  # fmt: skip
    assert ask("SELECT DISTINCT region::VARCHAR, subregion::VARCHAR FROM figures WHERE country = 'FJI'") == [
        ("oceania", "melanesia")
    ]
    ages = ask("SELECT DISTINCT sex::VARCHAR, age::VARCHAR FROM figures WHERE dimension = 'exploitation' ORDER BY ALL")
    assert set(ages) == {("total", "total"), ("female", "minor"), ("female", "adult"), ("male", "adult"),
                         ("other", "adult")}  # fmt: skip


def test_a_citizenship_is_mapped_where_it_is_a_country_and_kept_as_text_where_not(report: LoadReport) -> None:
    found = ask("SELECT category, coalesce(category_country::VARCHAR, '') FROM figures "
                "WHERE dimension = 'citizenship' AND indicator = 'detected_victims'")  # fmt: skip
    assert dict(found) == fabricated_glotip.CITIZENSHIPS
    texts = {text for text, iso3 in fabricated_glotip.CITIZENSHIPS.items() if not iso3} | {"Abroad"}
    assert {text for _, text, _ in report.unmapped} == texts


def test_what_cannot_be_trusted_is_in_quarantine_with_its_reason(report: LoadReport) -> None:
    reasons = Counter(reason for _, reason in fabricated_glotip.bad_rows())
    assert report.quarantined_by_reason == reasons
    assert ask("SELECT max(high) FROM figures") == [(19_104,)]
    first_bad = len(fabricated_glotip.good_rows()) + 1
    assert ask('SELECT min("row") FROM quarantine') == [(first_bad,)]
    columns = ask('SELECT reason, "column" FROM quarantine GROUP BY ALL')
    assert set(columns) == {
        ("value_too_large", "txtVALUE"), ("damaged", "Category"), ("damaged", "txtVALUE"), ("no_country", "Iso3_code"),
        ("year", "Year"),
    }  # fmt: skip


@pytest.mark.usefixtures("database")
def test_rows_of_a_subregion_are_not_counted_beside_its_countries(tmp_path: Path) -> None:
    report = build.load([fabricated.glotip(tmp_path, "2023-05-30")])[0]
    assert report.edition == "2023-05-30"
    assert report.quarantined_by_reason["subregion"] == 7
    assert report.figures == len(intervals())


def exported(folder: Path, change: Callable[[dict[str, str]], dict[str, str]], name: str = "glotip.csv") -> Path:
    """The file saved as text without the lines above its header, every row changed."""
    rows = [change(dict(row)) for row in fabricated_glotip.good_rows()]
    pl.DataFrame(rows).write_csv(folder / name)
    return folder / name


@pytest.mark.usefixtures("database")
def test_a_text_export_without_the_preface_is_told_by_its_name_or_asked_for(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--edition"):
        build.check([exported(tmp_path, lambda row: row)])
    named = exported(tmp_path, lambda row: row, "data_glotip 14 Apr 2025.csv")
    assert build.check([named])[0].edition == EDITION


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("Indicator", "Persons convicted"),
        ("Dimension", "by country of repatriation"),
        ("Category", "Forced labour"),
        ("Sex", "Other"),
        ("Age", "0 to 17 years"),
        ("Region", "Oceania"),
        ("Subregion", "Melanesia"),
        ("Unit of measurement", "Counts"),
        ("Iso3_code", "FJI"),
    ],
)
def test_an_unknown_code_of_an_enumerated_column_stops_the_load(column: str, known: str, tmp_path: Path) -> None:
    path = exported(tmp_path, lambda row: row | {column: row[column].replace(known, "Something new")})
    with pytest.raises(DataError, match=rf"column {column}, .*row \d+: unknown value 'Something new'. Add it to"):
        build.check([path], edition=EDITION)


@pytest.mark.usefixtures("report")
def test_the_last_year_is_provisional_and_the_breaks_have_their_reasons() -> None:
    provisional, breaks = ask("SELECT provisional, breaks FROM datasets")[0]
    assert provisional == [2022]
    told = [(2019, "pakistan_enters"), (2022, "united_kingdom_missing"), (2017, "forms_listed")]
    assert [(b["year"], b["reason"]) for b in breaks] == told
