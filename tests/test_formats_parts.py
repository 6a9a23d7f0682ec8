"""A copy that lacks columns or rows of the publisher's own file says so: it must not pass for the whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl import build
from etl.dataset import DataError
from etl.datasets import DATASETS
from etl.report import LoadReport
from tests import fabricated, fabricated_records

Write = Callable[[Path], Path]
FILES: dict[str, Write] = {
    "synthetic-2021": fabricated.synthetic,
    "synthetic-2024": lambda folder: fabricated.later_synthetic(folder, "2024"),
    "synthetic-2026": lambda folder: fabricated.later_synthetic(folder, "2026"),
    "k-anonymised-2017": lambda folder: fabricated.k_anonymised(folder, "2018-09-03"),
    "k-anonymised-2020": lambda folder: fabricated.k_anonymised(folder, "2021-07-15"),
    "victim-perpetrator-2022": fabricated.victim_perpetrator,
    "demo": fabricated.demo,
}


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "database" / "trends.duckdb"))


def checked(path: Path) -> LoadReport:
    report = build.check([path])[0]
    assert isinstance(report, LoadReport)
    return report


def renamed(path: Path, column: str) -> Path:
    header, rows = path.read_text("utf-8").split("\n", 1)
    assert column in header
    path.write_text(f"{header.replace(column, 'somethingElse', 1)}\n{rows}", "utf-8")
    return path


@pytest.mark.parametrize("layout", FILES)
def test_a_file_with_all_columns_of_its_release_lacks_none(layout: str, tmp_path: Path) -> None:
    report = checked(FILES[layout](tmp_path))
    assert report.layout == layout
    assert not [note for note in report.notes if "unknown in every row" in note]


@pytest.mark.parametrize("layout", FILES)
def test_a_column_that_was_renamed_is_said_to_be_unknown(layout: str, tmp_path: Path) -> None:
    report = checked(renamed(FILES[layout](tmp_path), "gender"))
    assert "without 1 of the release's columns, so unknown in every row: gender" in report.notes
    assert "somethingElse" in report.unused_columns


def test_a_release_of_which_rows_are_missing_is_said_to_be_a_part(tmp_path: Path) -> None:
    rows = len(fabricated_records.records_of("synthetic 2024"))
    assert any(
        note.startswith(f"a part of the release: {rows:,} rows where it has 238,619.")
        for note in checked(fabricated.later_synthetic(tmp_path, "2024")).notes
    )


def test_of_two_layouts_as_near_the_one_with_more_of_the_files_columns_is_named(tmp_path: Path) -> None:
    path = renamed(fabricated.k_anonymised(tmp_path, "2018-09-03"), "isForcedLabour")
    with pytest.raises(DataError, match=r"Nearest is ctdc-k-anonymised .*without the column isForcedLabour"):
        build.check([path])


def test_every_layout_knows_the_columns_it_is_told_by() -> None:
    for layout in (layout for dataset in DATASETS if dataset.id.startswith("ctdc") for layout in dataset.layouts):
        assert layout.required <= set(layout.columns)
