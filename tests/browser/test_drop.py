"""A file dropped on Sources: only where the server allows it, checked first, loaded with progress, one at a time."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages.parts.words import words
from tests import fabricated
from tests.browser.conftest import Serve

Reading = Callable[..., Any]
SAID = words("en")


@pytest.fixture
def site(tmp_path: Path, demo_database: Path, serve: Serve) -> str:
    """A server that takes files, with the demonstration loaded."""
    shutil.copy(demo_database.resolve(), tmp_path / "trends.duckdb")
    return serve(tmp_path / "trends.duckdb", "--allow-load")


def drop(page: Page, file: Path) -> None:
    page.locator(".st-key-drop input[type=file]").set_input_files(file)


def children(file: str) -> list[int]:
    """The processes that work on a file of that name."""
    listed = subprocess.run(["ps", "-eww", "-o", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "cli.main" in line and line.endswith(file)]


def paused(file: str) -> int:
    """The process that works on a file, stopped where it is."""
    until = time.monotonic() + 20
    while not (found := children(file)):
        assert time.monotonic() < until, "no process works on it"
        time.sleep(0.01)
    os.kill(found[0], signal.SIGSTOP)
    return found[0]


def signalled(process: int) -> None:
    """Waits until a process that is stopped has a signal waiting for it."""
    until = time.monotonic() + 20
    asked = ["ps", "-o", "pending=", "-p", str(process)]
    while not int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout, 16):
        assert time.monotonic() < until, "nobody told it to stop"
        time.sleep(0.05)


def test_no_page_takes_a_file_unless_the_server_was_told_to(reader: Any) -> None:
    page = reader.open("/sources")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".st-key-drop, input[type=file]")).to_have_count(0)


def test_a_dropped_file_is_checked_then_loaded_and_can_be_opened(reading: Reading, site: str, tmp_path: Path) -> None:
    reader = reading(site)
    page = reader.open("/sources")
    drop(page, fabricated.synthetic(tmp_path))
    place = page.locator(".st-key-drop")
    expect(place).to_contain_text("Nothing has been loaded yet", timeout=60_000)
    expect(page.locator(".st-key-card-ctdc-synthetic-2021-08-25")).to_have_count(0)
    page.get_by_role("button", name=SAID("drop.load"), exact=True).click()
    place.get_by_role("link", name=SAID("drop.open")).click(timeout=60_000)
    expect(page.locator("h1")).to_have_text(SAID("trends.title"))
    reader.asks(among_others=True, dataset="ctdc-synthetic")


def test_what_the_command_refuses_is_said_and_the_data_stay(reading: Reading, site: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("a,b\n1,2\n")
    page = reading(site).open("/sources?lang=fr")
    drop(page, file)
    place = page.locator(".st-key-drop")
    expect(place).to_contain_text(words("fr")("drop.refused"), timeout=60_000)
    expect(place.locator("p.said[lang=en]")).to_contain_text("people.csv: has the columns of no data set")
    expect(place.get_by_role("button", name=words("fr")("drop.load"), exact=True)).to_have_count(0)


def test_a_page_that_is_loaded_anew_tells_of_the_work_and_then_shows_what_came_of_it(
    reading: Reading, site: str, tmp_path: Path
) -> None:
    file = fabricated.synthetic(tmp_path)
    page = reading(site).open("/sources")
    drop(page, file)
    page.get_by_role("button", name=SAID("drop.load"), exact=True).click(timeout=60_000)
    process = paused(file.name)
    page.reload()
    expect(page.locator(".st-key-drop")).to_contain_text(SAID("drop.elsewhere", name=file.name), timeout=60_000)
    os.kill(process, signal.SIGCONT)
    expect(page.locator(".st-key-card-ctdc-synthetic-2021-08-25")).to_be_visible(timeout=60_000)
    expect(page.locator(".st-key-drop")).not_to_contain_text(file.name)


def test_a_file_that_the_page_does_not_take_says_what_it_takes(reading: Reading, site: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7")
    page = reading(site).open("/sources")
    drop(page, file)
    expect(page.locator(".st-key-drop [aria-invalid=true]")).to_be_visible(timeout=60_000)
    said = "e => getComputedStyle(e, '::after').content"
    assert SAID("drop.untaken", n=1) in page.locator("[data-testid=stFileUploader]").evaluate(said)


def test_a_load_can_be_cancelled(reading: Reading, site: str, tmp_path: Path) -> None:
    file = fabricated.synthetic(tmp_path)
    page = reading(site).open("/sources")
    drop(page, file)
    process = paused(file.name)
    page.get_by_role("button", name=SAID("drop.cancel")).click()
    signalled(process)
    os.kill(process, signal.SIGCONT)
    expect(page.locator(".st-key-drop")).to_contain_text(SAID("drop.stopped"), timeout=60_000)


def test_of_two_browsers_at_once_the_second_waits_and_then_has_its_turn(
    reading: Reading, site: str, tmp_path: Path
) -> None:
    (tmp_path / "one").mkdir()
    one, other = fabricated.synthetic(tmp_path / "one"), fabricated.victim_perpetrator(tmp_path)
    first, second = reading(site).open("/sources"), reading(site).open("/sources")
    drop(first, one)
    process = paused(one.name)
    drop(second, other)
    expect(second.locator(".st-key-drop")).to_contain_text(SAID("drop.busy", name=one.name), timeout=60_000)
    assert children(other.name) == []
    os.kill(process, signal.SIGCONT)
    for page, name in ((first, "ctdc-synthetic"), (second, "ctdc-victim-perpetrator")):
        expect(page.locator(".st-key-drop")).to_contain_text(SAID.label("dataset", name), timeout=60_000)
        expect(page.get_by_role("button", name=SAID("drop.load"), exact=True)).to_be_visible()
