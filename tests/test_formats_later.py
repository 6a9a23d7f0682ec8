"""CTDC's releases after 2021, told apart from each other and from the demonstration; headers that were cut; how each
edition was protected."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data import store
from etl import build
from etl.dataset import DataError, Rows
from etl.datasets.ctdc_synthetic import edition_of
from etl.report import LoadReport
from queries.catalogue import catalogue
from queries.comparison_rules import refusal
from queries.view import Filters, View
from tests import fabricated
from tests.fabricated_records import SYNTHETIC_2021, SYNTHETIC_2024, SYNTHETIC_2026, records_of

LATER = ("2024", "2025", "2026")
RECORDS = {"2024": 238_619, "2025": 257_969}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, LoadReport]]:
    """All synthetic releases in one database, and what was said of each."""
    folder = tmp_path_factory.mktemp("later")
    files = [fabricated.synthetic(folder), *(fabricated.later_synthetic(folder, edition) for edition in LATER)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        yield {report.edition: report for report in build.load(files)}


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty database of the test's own."""
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    return tmp_path / "trends.duckdb"


def recorded(header: tuple[str, ...], count: int) -> Rows:
    """A file of so many records with these columns, none of them filled."""
    return Rows(pl.DataFrame(schema=dict.fromkeys(header, pl.String)), count)


def tally(edition: str, sql: str) -> dict[Any, int]:
    where = "dataset = 'ctdc-synthetic' AND edition = $edition"
    rows = store.query(f"SELECT {sql}, sum(records)::BIGINT FROM victims WHERE {where} GROUP BY ALL",  # noqa: S608
                       {"edition": edition})  # fmt: skip
    return dict(rows.rows())


# ------------------------------------------------------------------------------------- which release it is


def test_the_layouts_have_the_published_number_of_columns() -> None:
    assert (len(SYNTHETIC_2021), len(SYNTHETIC_2024), len(SYNTHETIC_2026)) == (37, 27, 27)


@pytest.mark.parametrize(("edition", "records"), RECORDS.items())
def test_a_whole_release_is_told_by_its_number_of_records_whatever_its_name(edition: str, records: int) -> None:
    assert edition_of("download 3 May 2025.csv", recorded(SYNTHETIC_2024, records)) == edition
    assert edition_of("download.csv", recorded(SYNTHETIC_2024, records - 1)) is None


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("CTDC_global_synthetic_data_v2024.csv", "2024"),
        ("global synthetic V2025.xlsx", "2025"),
        ("synthetic_v_2025.tsv", "2025"),
        ("synthetic-2025-03-01.csv", None),  # the day of a download, as likely as not
        ("synthetic2025.csv", None),
        ("dev2025.csv", None),
        ("synthetic_v20250301.csv", None),
        ("synthetic_v2026.csv", None),  # a release with other columns
    ],
)
def test_a_part_of_a_release_is_told_by_the_version_in_its_name(name: str, edition: str | None) -> None:
    assert edition_of(name, recorded(SYNTHETIC_2024, 1_000)) == edition


def test_a_name_and_a_number_of_records_that_disagree_tell_nothing() -> None:
    assert edition_of("data_v2025.csv", recorded(SYNTHETIC_2024, RECORDS["2024"])) is None
    assert edition_of("data_v2025.csv", recorded(SYNTHETIC_2024, RECORDS["2025"])) == "2025"


def test_the_columns_of_2026_are_of_2026_until_a_later_release_names_itself() -> None:
    assert edition_of("data_v2025.csv", recorded(SYNTHETIC_2026, RECORDS["2025"])) is None
    assert edition_of("data_v2031.csv", recorded(SYNTHETIC_2026, 9)) == "2031"
    assert edition_of("CTDC_v2025.tsv", recorded(SYNTHETIC_2021, 9)) is None


@pytest.mark.usefixtures("database")
def test_a_file_without_a_version_is_asked_for_its_edition(tmp_path: Path) -> None:
    renamed = shutil.copy(fabricated.later_synthetic(tmp_path, "2025"), tmp_path / "data.csv")
    with pytest.raises(DataError, match=r"neither its name nor its contents tell the edition. Say it: --edition"):
        build.check([renamed])
    assert build.check([renamed], edition="2025")[0].edition == "2025"


@pytest.mark.usefixtures("database")
def test_the_columns_of_2026_need_no_name(tmp_path: Path) -> None:
    renamed = shutil.copy(fabricated.later_synthetic(tmp_path, "2026"), tmp_path / "data.csv")
    report = build.check([renamed])[0]
    assert (report.dataset, report.edition, report.unused_columns) == ("ctdc-synthetic", "2026", ())
    assert any("only one with these columns" in note for note in report.notes)


@pytest.mark.usefixtures("database")
def test_the_demonstration_is_never_taken_for_the_release_it_is_shaped_after(tmp_path: Path) -> None:
    disguised = shutil.copy(fabricated.demo(tmp_path), tmp_path / "CTDC_global_synthetic_data_v2025.csv")
    assert build.check([disguised])[0].dataset == "demo"
    assert build.check([fabricated.later_synthetic(tmp_path, "2024")])[0].dataset == "ctdc-synthetic"


# ------------------------------------------------------------------------------------- what is in a release


@pytest.mark.parametrize("edition", LATER)
def test_answers_of_the_renamed_columns_are_the_same_answers(edition: str, reports: dict[str, LoadReport]) -> None:
    records = records_of(f"synthetic {edition}")
    prefix = "sectorOf" if edition == "2026" else "typeOf"
    assert reports[edition].records == len(records)
    for column, code in (("LabourDomesticWork", "domestic_work"), ("LabourAgriculture", "agriculture")):
        found = tally(edition, f"list_contains(sector_yes::VARCHAR[], '{code}')")
        assert found[True] == sum(record.get(prefix + column) == "1" for record in records) > 0
    found = tally(edition, "list_contains(sexual_form_yes::VARCHAR[], 'pornography')")
    assert found[True] == sum(record.get(f"{prefix}SexPornography") == "1" for record in records) > 0


@pytest.mark.parametrize("edition", LATER)
@pytest.mark.usefixtures("reports")
def test_the_longest_duration_of_these_releases_is_over_two_years(edition: str) -> None:
    written = Counter(record["traffickMonths"] for record in records_of(f"synthetic {edition}"))
    assert tally(edition, "duration::VARCHAR") == {
        "0_12": written["0--12 (0-1 yr)"], "13_24": written["13--24 (1-2 yrs)"],
        "25_plus": written["25+ (2+ yrs)"], None: written[""],
    }  # fmt: skip


# ------------------------------------------------------------------------------------- what differs by release


@pytest.mark.usefixtures("reports")
def test_protection_method_and_warnings_are_the_releases_own() -> None:
    told = {edition.edition: edition for edition in catalogue().editions}
    assert {name: edition.protection for name, edition in told.items()} == {
        "2021-08-25": "synthetic", **dict.fromkeys(LATER, "dp-synthetic"),
    }  # fmt: skip
    assert "multiple of 10" in told["2021-08-25"].method
    assert all("differential privacy" in told[edition].method for edition in LATER)
    assert {name: edition.provisional for name, edition in told.items()} == {
        "2021-08-25": (2020, 2021), "2024": (2023, 2024), "2025": (2024, 2025), "2026": (2025, 2026),
    }  # fmt: skip
    reasons = {name: {found.reason for found in edition.breaks} for name, edition in told.items()}
    assert all("recollectiv_leaves" in found for found in reasons.values())
    assert {name for name, found in reasons.items() if "sat_out_2024" in found} == {*LATER}
    assert {name for name, found in reasons.items() if "hotline_leaves" in found} == {"2021-08-25"}


def test_the_publishers_number_of_people_belongs_to_the_whole_release_only(reports: dict[str, LoadReport]) -> None:
    from etl.datasets.ctdc_synthetic import RELEASES

    assert {edition: RELEASES[edition].represents for edition in LATER} == {"2024": 206_000, "2025": None, "2026": None}
    assert {edition: RELEASES[edition].records for edition in LATER} == {**RECORDS, "2026": None}
    assert reports["2024"].represents is None  # a small part of it


@pytest.mark.usefixtures("reports")
def test_two_synthetic_editions_are_not_compared_since_each_is_a_synthesis_of_its_own() -> None:
    def against(edition: str) -> View:
        return View("compare", Filters("ctdc-synthetic", "2025"), versus=Filters("ctdc-synthetic", edition))

    assert refusal(against("2021-08-25")) == "protection"
    assert refusal(against("2024")) == "synthesis"
    assert refusal(against("2025")) == ""


# ------------------------------------------------------------------------------------- headers that were cut

FILES: dict[str, Callable[[Path], Path]] = {
    **{f"k-anonymised {edition}": lambda folder, edition=edition: fabricated.k_anonymised(folder, edition)
       for edition in fabricated.K_ANONYMISED_NAMES},
    "synthetic 2021": fabricated.synthetic,
    **{f"synthetic {edition}": lambda folder, edition=edition: fabricated.later_synthetic(folder, edition)
       for edition in LATER},
    "victim-perpetrator": fabricated.victim_perpetrator,
    "demo": fabricated.demo,
}  # fmt: skip


@pytest.mark.parametrize("layout", FILES)
@pytest.mark.usefixtures("database")
def test_every_layout_is_read_the_same_with_its_names_cut_at_32_characters(layout: str, tmp_path: Path) -> None:
    path = FILES[layout](tmp_path)
    whole = build.check([path])[0]
    separator = "\t" if path.suffix == ".tsv" else ","
    header, rows = path.read_text("utf-8").split("\n", 1)
    path.write_text(separator.join(name[:32] for name in header.split(separator)) + "\n" + rows, "utf-8")
    cut = build.check([path])[0]
    assert (cut.dataset, cut.edition, cut.records, cut.profiles) == (
        whole.dataset, whole.edition, whole.records, whole.profiles,
    )  # fmt: skip
    assert cut.unused_columns == tuple(name[:32].strip() for name in whole.unused_columns)
