"""A dropped file is checked and loaded by the command: one at a time, stopped when asked, refused in one sentence."""

import os
import time
from pathlib import Path

import pytest

from pages.parts import loading
from pages.parts.loading import BusyError, Job, Kept
from tests import fabricated

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRENDS_DATABASE", str(tmp_path / "trends.duckdb"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def file(tmp_path: Path) -> Kept:
    made = fabricated.synthetic(tmp_path)
    return Kept(made.name, made.read_bytes())


def ended(job: Job, seconds: float = 60) -> Job:
    """The job once its process is over."""
    until = time.monotonic() + seconds
    while job.is_running or loading.running():
        assert time.monotonic() < until, "the job does not end"
        time.sleep(0.02)
    return job


def test_a_check_reports_and_writes_nothing_and_a_load_publishes(file: Kept, tmp_path: Path) -> None:
    checked = ended(loading.start("check", file))
    assert (checked.state, checked.report["status"], checked.said) == ("done", "checked", [])
    assert not (tmp_path / "trends.duckdb").exists()
    loaded = ended(loading.start("load", file))
    assert (loaded.state, loaded.report["dataset"]) == ("done", "ctdc-synthetic")
    assert (loaded.step, loaded.done < loaded.total) == ("publishing", True)
    assert (tmp_path / "trends.duckdb").exists()


def test_while_one_file_is_at_work_another_is_told_its_name(file: Kept) -> None:
    job = loading.start("check", file)
    with pytest.raises(BusyError) as busy:
        loading.start("check", file)
    assert busy.value.name == file.path.name
    assert ended(job).state == "done"
    assert ended(loading.start("check", file)).state == "done"


def test_work_that_is_stopped_leaves_the_data_as_they_were(file: Kept, tmp_path: Path) -> None:
    job = loading.start("load", file)
    while not job.step:
        time.sleep(0.01)
    job.stop()
    assert ended(job).state in ("stopped", "done")  # done: it was over before it heard
    assert (job.state == "done") == (tmp_path / "trends.duckdb").exists()


def test_a_file_that_is_not_known_is_refused_in_the_command_s_words() -> None:
    job = ended(loading.start("check", Kept("people.csv", b"a,b\n1,2\n")))
    assert job.state == "refused"
    assert job.said == [line for line in job.said if line.startswith("people.csv: ")]


def test_an_option_that_is_wrong_is_refused_and_never_taken_for_a_file(file: Kept) -> None:
    job = ended(loading.start("check", file, ["--edition=--replace"]))
    assert (job.state, len(job.said)) == ("refused", 1)
    assert "is no edition" in job.said[0]


def test_a_command_that_fails_unforeseen_is_no_refusal(file: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (loading.COMMAND[0], "-c", "raise ZeroDivisionError")
    monkeypatch.setattr(loading, "COMMAND", broken)
    assert ended(loading.start("check", file)).state == "failed"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("The Global Dataset 27 Nov 2017.csv", "The Global Dataset 27 Nov 2017.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\data_glotip.xlsx", "data_glotip.xlsx"),
        ("..", "file"),
        ("a\x00b\n;.csv", "a_b_;.csv"),
        ("é" * 400 + ".tsv", "é" * 56 + ".tsv"),
    ],
)
def test_a_name_is_kept_for_it_tells_the_edition_and_leads_nowhere_else(given: str, kept: str) -> None:
    file = Kept(given, b"")
    assert file.path.name == kept
    assert os.path.realpath(file.path).startswith(os.path.realpath(file.path.parent))


def test_a_file_goes_with_its_folder(file: Kept) -> None:
    folder = file.path.parent
    assert (folder.stat().st_mode & 0o077) == 0
    file.remove()
    assert not folder.exists()
