"""The project as a package: what it depends on, what it locks, what it ships."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
OPTIONAL = PROJECT["project"]["optional-dependencies"]
SELF = f"{PROJECT['project']['name']}[outlines]"
DIRECT = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEVELOPMENT = [Requirement(line) for line in OPTIONAL["dev"] + OPTIONAL["outlines"] if line != SELF]
BUILD = [Requirement(line) for line in PROJECT["build-system"]["requires"]]


def locked(file: str) -> dict[str, set[str]]:
    """The versions of each package in a lock file (several where they depend on Python or the platform)."""
    versions: dict[str, set[str]] = {}
    for line in (ROOT / file).read_text("utf-8").splitlines():
        requirement = Requirement(line)
        pinned = re.fullmatch(r"==([\w.]+)", str(requirement.specifier))
        assert pinned, f"{file}: {line} is not one version"
        versions.setdefault(canonicalize_name(requirement.name), set()).add(pinned[1])
    return versions


@pytest.mark.parametrize("requirement", DIRECT + DEVELOPMENT + BUILD, ids=str)
def test_every_dependency_has_a_lower_and_an_upper_bound(requirement: Requirement) -> None:
    assert {one.operator for one in requirement.specifier} == {">=", "<"}


@pytest.mark.parametrize("file", LOCKS)
def test_a_lock_holds_versions_and_no_addresses(file: str) -> None:
    assert locked(file)
    assert not re.search(r"//|@|^-", (ROOT / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("file", "requirements"), [("requirements.txt", DIRECT), ("requirements-dev.txt", DIRECT + DEVELOPMENT)]
)
def test_a_lock_has_every_dependency_within_its_bounds(file: str, requirements: list[Requirement]) -> None:
    versions = locked(file)
    for requirement in requirements:
        found = versions.get(canonicalize_name(requirement.name), set())
        assert found, f"{requirement.name} is not in {file}: run make lock"
        assert all(requirement.specifier.contains(version) for version in found), f"{requirement}: run make lock"


@pytest.mark.parametrize("room", ["app.py", "cli", "data", "etl", "pages", "queries"])
def test_what_a_room_imports_is_a_dependency_of_its_own_and_not_only_of_another_package(room: str) -> None:
    paths = [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    ours = {"app", "cli", "data", "etl", "pages", "queries"}
    declared = {canonicalize_name(one.name) for one in DIRECT + [Requirement(line) for line in OPTIONAL["outlines"]]}
    assert {canonicalize_name(name.split(".")[0]) for name in imported} - sys.stdlib_module_names - ours <= declared


def test_the_server_has_one_set_of_settings() -> None:
    """`streamlit run app.py` reads one copy, `trends serve` the other, which travels in the wheel."""
    first, second = (ROOT / ".streamlit" / "config.toml"), (ROOT / "pages" / "settings.toml")
    assert first.read_text("utf-8") == second.read_text("utf-8")


def test_tests_run_on_the_very_versions_that_the_app_runs_on() -> None:
    app, development = map(locked, LOCKS)
    assert app.items() <= development.items()


def test_every_folder_with_code_is_a_listed_package() -> None:
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    rooms = {package.split(".")[0] for package in listed}
    folders = {path.parent.relative_to(ROOT) for room in rooms for path in (ROOT / room).rglob("*.py")}
    assert {".".join(folder.parts) for folder in folders} <= listed
    assert all((ROOT / package.replace(".", "/")).is_dir() for package in listed)


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {PROJECT['project']['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_licence_is_the_whole_text_of_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
