"""What every test may use: the demonstration database, the publishers' files, the command, the browser's path."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import settings
from typer.testing import CliRunner

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-c", "from cli.main import run; run()")  # `trends`, of this very tree
Command = Callable[..., subprocess.CompletedProcess[str]]
Invoke = Callable[..., Result]

REAL_FILES = (
    "ctdc/CTDC_synthetic_20210825.tsv",
    "ctdc/The Global Dataset 27 Nov 2017.csv",
    "ctdc/ctdc_kanon_2021-07-15_positives.csv",
    "ctdc/CTDC_VPsynthetic_condensed.csv",
    "unodc/data_glotip_2025-04-14.xlsx",
)

# A slow machine is no failing test.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

# A path that can neither be opened nor made: no test reads or writes the database of who runs it by accident.
os.environ["TRENDS_DATABASE"] = str(Path(__file__) / "trends.duckdb")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this test run that all its workers share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def trends() -> Command:
    """Runs the command: `trends("list", "--json", database=path)`; the finished process has its output as text."""

    def run(*arguments: str | Path, database: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"TRENDS_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=300)

    return run


@pytest.fixture
def invoke() -> Iterator[Invoke]:
    """The command in this process: `invoke("list", "--json")`; the result has its exit code and output."""
    from cli.main import app

    before = signal.getsignal(signal.SIGTERM)
    yield lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for a database, which a test has for itself."""
    path = tmp_path / "database" / "trends.duckdb"
    monkeypatch.setenv("TRENDS_DATABASE", str(path))
    return path


@pytest.fixture(scope="session")
def demo_database(shared_folder: Path, trends: Command) -> Path:
    """The demonstration database, built by the real `trends demo` once in a test run. Do not write to it."""
    path = shared_folder / "demonstration" / "trends.duckdb"
    path.parent.mkdir(exist_ok=True)
    with (shared_folder / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            done = trends("demo", database=path)
            assert done.returncode == 0, done.stdout + done.stderr
    return path


@pytest.fixture(scope="session")
def fabricated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the fabricated files of every edition. Do not write to it."""
    from etl import build
    from tests import fabricated

    folder = tmp_path_factory.mktemp("fabricated")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load(fabricated.every_file(folder))
    return folder / "trends.duckdb"


@pytest.fixture(scope="session")
def rated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of fabricated figures, fabricated records and a fabricated population. Do not write to it."""
    from etl import build, populated
    from tests import fabricated, fabricated_population

    folder = tmp_path_factory.mktemp("rated")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRENDS_DATABASE", str(folder / "trends.duckdb"))
        build.load([fabricated.glotip(folder), fabricated.synthetic(folder)])
        populated.fetch(from_=fabricated_population.write(folder / "saved"))
    return folder / "trends.duckdb"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of the publishers' files (`ctdc/`, `unodc/`); tests that need it are skipped where there is none."""
    path = Path(os.environ.get("TRENDS_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not (path / "ctdc").is_dir():
        pytest.skip(f"the publishers' files are not here: {path} (set TRENDS_REAL_DATA to their folder)")
    return path


@pytest.fixture(scope="session")
def real_database(real_data: Path, shared_folder: Path, trends: Command) -> Path:
    """The publishers' whole files, loaded once in a test run. Do not write to it."""
    path = shared_folder / "publishers" / "trends.duckdb"
    path.parent.mkdir(exist_ok=True)
    with (shared_folder / "publishers.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            done = trends("load", *(real_data / file for file in REAL_FILES), database=path)
            assert done.returncode == 0, done.stdout + done.stderr
    return path


@pytest.fixture
def demonstration(demo_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads the demonstration data."""
    monkeypatch.setenv("TRENDS_DATABASE", str(demo_database))


@pytest.fixture
def small(fabricated_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads the fabricated files of every edition."""
    monkeypatch.setenv("TRENDS_DATABASE", str(fabricated_database))


@pytest.fixture
def publishers(real_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads the publishers' files."""
    monkeypatch.setenv("TRENDS_DATABASE", str(real_database))


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """The path of an installed Chromium for Playwright's `executable_path`; None means Playwright's own download."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)
