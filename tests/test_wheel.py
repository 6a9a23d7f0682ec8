"""What `pip install .` gives: everything the product needs and nothing else, working from any folder."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import tomllib
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

ROOT = Path(__file__).parent.parent
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


def in_the_project() -> list[Path]:
    """The files of the project, as git sees them: tracked, or new and not ignored."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone to know which files are the project's")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [Path(name) for name in listed if name and (ROOT / name).is_file()]


def travels(path: Path) -> bool:
    """Whether a file belongs into the wheel: the modules, and all that is in a listed package."""
    packages = {package.replace(".", "/") for package in SETUPTOOLS["packages"]}
    inside = any(parent.as_posix() in packages for parent in path.parents)
    return inside or path.as_posix() in {f"{module}.py" for module in SETUPTOOLS["py-modules"]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a clean copy so that a stale build folder cannot help it."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in in_the_project():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, source / path)
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(made), str(source)]
    done(command, cwd=made)
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the project, where another project has modules named as ours or as Python's own."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in ("data", "pages", "queries", "json"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise ImportError('a package of another project')", "utf-8")
    return folder


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`trends` of the wheel in an environment of its own, which borrows the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"
    borrowed = next(folder.glob("lib/python*/site-packages")) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib"), "utf-8")
    done([*PIP, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)], cwd=folder)
    return folder / "bin" / "trends"


def environment() -> dict[str, str]:
    """The environment of a user: no database named, no path of the project."""
    return {key: value for key, value in os.environ.items() if key not in {"TRENDS_DATABASE", "PYTHONPATH"}}


def done(command: list[str], cwd: Path) -> str:
    finished = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.fixture(scope="module")
def with_data(installed: Path, elsewhere: Path) -> Path:
    done([str(installed), "demo"], cwd=elsewhere)
    return elsewhere


@pytest.fixture(scope="module")
def address(installed: Path, with_data: Path) -> Iterator[str]:
    """A running `trends serve` of the wheel."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(installed), "serve", "--port", str(port)]
    with (with_data / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=with_data, env=environment(), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield answering(f"http://127.0.0.1:{port}", server, with_data / "server.log")
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def answering(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(300):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            fetch(f"{address}/_stcore/health")
            return address
        except URLError:
            time.sleep(0.1)
    pytest.fail("trends serve does not answer: " + log.read_text("utf-8"))


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def test_the_wheel_holds_every_file_of_its_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == {path.as_posix() for path in in_the_project() if travels(path)}


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())


def test_the_command_explains_itself_from_any_folder(installed: Path, elsewhere: Path) -> None:
    assert "load" in done([str(installed), "--help"], cwd=elsewhere)


def test_the_demonstration_is_built_in_the_folder_where_one_is(installed: Path, with_data: Path) -> None:
    listed = json.loads(done([str(installed), "list", "--json"], cwd=with_data))
    assert [edition["dataset"] for edition in listed] == ["demo"]
    assert listed[0]["records"] == 200_000
    assert (with_data / "data" / "trends.duckdb").exists()


def test_the_server_of_the_wheel_answers_a_deep_link_and_serves_its_own_outlines(address: str, wheel: Path) -> None:
    assert b"<html" in fetch(f"{address}/trends?lang=fr")
    with zipfile.ZipFile(wheel) as archive:
        outlines = {name for name in archive.namelist() if name.endswith(".geojson")}
        assert outlines
        for name in outlines:
            assert fetch(f"{address}/assets/{Path(name).name}") == archive.read(name)
