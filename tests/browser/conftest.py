"""A real server and a real Chromium. A reader's page fails its test on any console error or request off the machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # WebGL without a graphics card, for the arcs between countries; all else is drawn without it, in half the time.
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-compositing",
)  # fmt: skip
# No run, no part that is still fetched, every chart drawn: for a quarter of a second, for a run may be late to begin.
CALM = """asked => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('.stPlotlyChart')];
    const drawn = app?.dataset.testScriptState === 'notRunning' && !document.querySelector('[data-testid=stSkeleton]')
        && charts.every(chart => chart.querySelector('.main-svg'));
    if (!drawn) window.calm = null;
    else if (window.calm?.asked !== asked) window.calm = { asked, since: performance.now() };
    return drawn && performance.now() - window.calm.since >= 250;
}"""
ASKED = """([wanted, only]) => {
    const found = {};
    for (const [name, value] of new URLSearchParams(location.search)) (found[name] ??= []).push(value);
    const same = name => JSON.stringify((found[name] ?? []).sort()) === JSON.stringify(wanted[name]);
    return Object.keys(wanted).every(same) && (!only || Object.keys(found).every(name => name in wanted));
}"""
Serve = Callable[..., str]
expect.set_options(timeout=30_000)  # a page is drawn in one second, and in many on two cores at work
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test. One that fails is tried once more, and listed as such: where two
    browsers and two servers share two cores, a page may come later than any limit that still finds a fault."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


@contextmanager
def serving(database: Path, *arguments: str) -> Iterator[str]:
    """A fresh server on a free port, reading one database, with arguments of the app; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--", *arguments]
    environment = os.environ | {"TRENDS_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"no answer from {address}")


@dataclass
class Reader:
    """Somebody with a browser in front of one server."""

    page: Page
    site: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(45_000)
        self.page.on("console", lambda said: self._trouble(said.type == "error", said.text))
        self.page.on("pageerror", lambda error: self._trouble(True, str(error)))
        self.page.on(
            "request", lambda sent: self._trouble(not self._is_here(sent.url), f"left the machine: {sent.url}")
        )

    def _trouble(self, happened: bool, what: str) -> None:
        if happened:
            self.troubles.append(what)

    def _is_here(self, url: str) -> bool:
        return url.startswith((self.site, self.site.replace("http", "ws", 1), "data:", "blob:"))

    def open(self, link: str) -> Page:
        """Opens a link of the site and waits until it is drawn."""
        self.page.goto(self.site + link)
        self.page.wait_for_selector("h1, .stException")
        return self.settle()

    def settle(self) -> Page:
        """Waits until the run that a click set off is over and its charts are drawn."""
        self.page.wait_for_function(CALM, arg=time.monotonic_ns() // 1000, polling=50)
        return self.page

    def asks(self, among_others: bool = False, **wanted: str | list[str]) -> Page:
        """Fails unless the address comes to have these parameters, and no others; `from_` stands for `from`."""
        codes = {name.rstrip("_"): [of] if isinstance(of, str) else sorted(of) for name, of in wanted.items()}
        try:
            self.page.wait_for_function(ASKED, arg=[codes, not among_others])
        except TimeoutError:
            found = {name: sorted(values) for name, values in self.parameters().items()}
            assert ({name: found.get(name, []) for name in codes} if among_others else found) == codes
        return self.settle()

    def asking(self, *names: str) -> dict[str, list[str]]:
        """The query of the address bar, as soon as it has these names."""
        everyone = "names => names.every(name => new URLSearchParams(location.search).has(name))"
        self.page.wait_for_function(everyone, arg=list(names))
        return self.parameters()

    def parameters(self) -> dict[str, list[str]]:
        """The query of the address bar."""
        pairs: list[list[str]] = self.page.evaluate("[...new URLSearchParams(location.search)]")
        found: dict[str, list[str]] = {}
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        return found


@pytest.fixture(scope="session")
def browser(chromium: str | None) -> Iterator[Browser]:
    path = os.environ.get("TRENDS_CHROMIUM") or chromium
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo_site(demo_database: Path) -> Iterator[str]:
    """A server of the demonstration data."""
    with serving(demo_database) as address:
        yield address


@pytest.fixture(scope="session")
def real_site(real_database: Path) -> Iterator[str]:
    """A server of the publishers' files."""
    with serving(real_database) as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts fresh servers: `serve(database, *arguments)` gives an address. They outlive the readers of their test."""
    with ExitStack() as servers:
        yield lambda database, *arguments: servers.enter_context(serving(database, *arguments))


@pytest.fixture
def reading(browser: Browser, serve: Serve) -> Iterator[Callable[..., Reader]]:  # noqa: ARG001  closed before servers
    """Opens readers: `reading(site, width=390, color_scheme="dark")`; none of them may meet trouble."""
    readers: list[Reader] = []

    def start(site: str, width: int = 1280, height: int = 900, **options: Any) -> Reader:
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, **{"locale": "en-GB"} | options)  # type: ignore[arg-type]
        readers.append(Reader(context.new_page(), site))
        return readers[-1]

    yield start
    for reader in readers:
        reader.page.context.close()
    assert [trouble for reader in readers for trouble in reader.troubles] == []


@pytest.fixture
def reader(reading: Callable[..., Reader], demo_site: str) -> Reader:
    """A reader of the demonstration data."""
    return reading(demo_site)
