"""The docs are complete and true: every command, option, make target and link; and nothing private is in any file."""

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import typer

from cli.main import app

ROOT = Path(__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
WORDS = "\n".join(path.read_text("utf-8") for path in DOCS)
REFERENCE = (ROOT / "docs" / "command.md").read_text("utf-8")
# Written in halves, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry.npm" + "js.org",
    "npm" + "mirror.com",
    "anaconda" + ".org",
]
MACHINE = re.compile(r"(?<![\w.~}-])/(?:root|home|work|Users|opt|mnt)/\w")
TEXT = {".py", ".md", ".toml", ".txt", ".sql", ".css", ".yml", ".cfg", ".sh", ".json", ""}


def subcommands() -> dict[str, click.Command]:
    command = typer.main.get_command(app)
    return dict(command.commands)  # type: ignore[attr-defined]


def options() -> list[tuple[str, str]]:
    """Command and option, for every option there is."""
    spelled = ((name, opt) for name, command in subcommands().items() for one in command.params for opt in one.opts)
    return [(name, option) for name, option in spelled if option.startswith("--") and option != "--help"]


def section(command: str) -> str:
    found = re.search(rf"^## `trends {command}\b.*?(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert found, f"docs/command.md has no section on trends {command}"
    return found[0]


def links() -> list[tuple[Path, str]]:
    pattern = re.compile(r"\]\(([^)\s]+)\)")
    return [(path, link) for path in DOCS for link in pattern.findall(path.read_text("utf-8"))]


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as the usual renderers spell them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def committed() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone to know which files are committed")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = [ROOT / name for name in names if name and Path(name).suffix in TEXT and name != "LICENSE"]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("command", subcommands())
def test_every_command_has_its_section_in_the_reference(command: str) -> None:
    assert section(command)


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_told_in_the_section_of_its_command(command: str, option: str) -> None:
    assert f"`{option}" in section(command)


def test_the_docs_name_no_command_or_option_that_is_not_there() -> None:
    there = set(options())
    for text in re.findall(r"`trends ([^`\n]+)`|^ +trends (.+)$", WORDS, re.MULTILINE):
        words = "".join(text).split("#")[0].split()
        assert words[0] in {*subcommands(), "--help"}, words
        for option in re.findall(r"--[a-z-]+", " ".join(words[1:])):
            assert option == "--help" or (words[0], option) in there, words


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
def test_every_make_target_is_in_the_docs(target: str) -> None:
    assert f"make {target}" in WORDS


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page, link in links():
        if re.match(r"https?:|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.relative_to(ROOT)}: {link}"
        assert not anchor or anchor in anchors(target), f"{page.relative_to(ROOT)}: {link}"


@pytest.mark.parametrize("folder", ["docs", "docs/decisions"])
def test_the_index_of_a_folder_lists_every_page_in_it(folder: str) -> None:
    index = (ROOT / folder / "README.md").read_text("utf-8")
    pages = {path.name for path in (ROOT / folder).glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page}" not in index} == set()


def test_no_committed_file_names_a_registry_or_a_path_of_a_machine() -> None:
    for path in committed():
        text = path.read_text("utf-8")
        assert not [host for host in REGISTRIES if host in text], path
        assert not (found := MACHINE.search(text)), f"{path}: {found[0] if found else ''}"
