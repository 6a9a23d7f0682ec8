"""Walks the product, page by page, and takes a picture of every stop (docs/tour.toml) with the link it was taken at.

`make tour`: with the publishers' files and with made-up data, at three widths, light and dark, into a folder with an
index. `make screenshots`: only the pictures of the docs, of made-up data, into docs/pictures.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
COMMAND: Final = (sys.executable, "-c", "from cli.main import run; run()")
# The last two draw the arcs between countries where there is no graphics card.
FLAGS: Final = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
PHONE: Final = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
# Width of the screen -> its height, and the papers it is shown on.
SCREENS: Final = {1440: (900, ("light", "dark")), 1024: (768, ("light",)), 390: (844, ("light", "dark"))}
TALLEST: Final = 6000
# Streamlit marks its root while a script runs; a chart is drawn once Plotly has put its drawing there.
SETTLED: Final = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')
    && [...document.querySelectorAll('.stPlotlyChart')].every(chart => chart.querySelector('.main-svg'))"""
HEIGHT: Final = """() => document.querySelector('[data-testid="stMain"]').scrollHeight"""


@dataclass(frozen=True)
class Stop:
    """A page worth a look. `picture`: it is one of the docs."""

    name: str
    link: str
    data: str
    picture: bool = False


def stops() -> list[Stop]:
    """The stops of docs/tour.toml, in their order."""
    with (ROOT / "docs" / "tour.toml").open("rb") as file:
        return [Stop(**stop) for stop in tomllib.load(file)["stop"]]


def real_files() -> list[Path]:
    """The publishers' files, where they are: in `TRENDS_REAL_DATA`, or beside the project."""
    folder = Path(os.environ.get("TRENDS_REAL_DATA", ROOT.parent / "shared" / "data"))
    found = [path for path in sorted(folder.glob("*/*")) if path.suffix in (".csv", ".tsv", ".xlsx")]
    return [path for path in found if path.parent.name in ("ctdc", "unodc") and "sample" not in path.name]


@contextmanager
def served(commands: Sequence[Sequence[str | Path]]) -> Iterator[str]:
    """The address of the app with what the commands load into a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TRENDS_DATABASE": f"{folder}/trends.duckdb", "PYTHONPATH": str(ROOT)}
        for command in commands:
            subprocess.run([*COMMAND, *command], env=environment, check=True)
        server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment)
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
            return
        except URLError:
            time.sleep(0.1)
    sys.exit(f"The app does not answer at {address}.")


@contextmanager
def screen(browser: Browser, width: int, height: int, paper: str) -> Iterator[Page]:
    """A page as a reader has it before them; a narrow one is a phone."""
    phone: dict[str, Any] = {"is_mobile": True, "has_touch": True, "user_agent": PHONE} if width < 500 else {}
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=paper, locale="en-GB",  # type: ignore[arg-type]
        reduced_motion="reduce", **phone,
    )  # fmt: skip
    yield context.new_page()
    context.close()


def shoot(page: Page, address: str, whole: bool) -> Image.Image:
    """The first screen of a page, or all of it."""
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_function(SETTLED, timeout=60_000)
    page.wait_for_timeout(1_000)  # web fonts and the map's outlines come after the script
    if page.locator(".stException, [role=alert]").count():
        raise Error(f"{address} does not open")
    size = page.viewport_size
    if whole and size and "show=" not in address:
        page.set_viewport_size({**size, "height": min(max(size["height"], page.evaluate(HEIGHT)), TALLEST)})
        page.wait_for_timeout(1_000)
    picture = Image.open(BytesIO(page.screenshot()))
    if size:
        page.set_viewport_size(size)
    return picture


def save(picture: Image.Image, path: Path) -> None:
    """Of 256 colours, which is plenty for flat ones and a third of the size."""
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size // 1024} KiB", flush=True)


def pictures(browser: Browser) -> None:
    """The pictures of the docs: as high as a whole trend, with the strip of who reports."""
    with served([["demo"]]) as address, screen(browser, 1440, 1200, "light") as page:
        for stop in stops():
            if stop.picture:
                save(shoot(page, _asked(address, stop), whole=False), PICTURES / f"{stop.name}.png")


def tour(browser: Browser, folder: Path) -> None:
    """Every stop on every screen, and an index of them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = real_files()
    if not files:
        print("The publishers' files are not here (set TRENDS_REAL_DATA to their folder): only made-up data is shown.")
    taken = [stop for stop in stops() if files or stop.data == "demo"]
    loading: dict[str, list[Sequence[str | Path]]] = {"demo": [["demo"]], "real": [["load", *files]]}
    for data, commands in loading.items():
        here = [stop for stop in taken if stop.data == data]
        if here:
            with served(commands) as address:
                _walk(browser, address, here, folder)
    (folder / "index.html").write_text(_index(taken), "utf-8")
    print(f"{folder / 'index.html'}: {len(taken)} stops")


def _walk(browser: Browser, address: str, here: Sequence[Stop], folder: Path) -> None:
    for width, (height, papers) in SCREENS.items():
        for paper in papers:
            with screen(browser, width, height, paper) as page:
                for stop in here:
                    save(shoot(page, _asked(address, stop), whole=True), folder / _file(stop, width, paper))


def _asked(address: str, stop: Stop) -> str:
    return f"{address}{stop.link}{'&' if '?' in stop.link else '?'}lang=en"


def _file(stop: Stop, width: int, paper: str) -> str:
    return f"{stop.data}-{stop.name}-{width}-{paper}.png"


def _index(taken: Sequence[Stop]) -> str:
    """A page with each stop, its link, and its picture at every width."""
    shown = [(width, paper) for width, (_, papers) in SCREENS.items() for paper in papers]
    rows = "".join(
        f"<h2>{escape(stop.name)}</h2><p><code>{escape(stop.link)}</code> ({stop.data})</p><p>"
        + "".join(f'<a href="{_file(stop, *one)}"><img src="{_file(stop, *one)}" width="{one[0] // 4}" '
                  f'alt="{escape(stop.name)}, {one[0]} pixels, {one[1]}"></a> ' for one in shown)
        + "</p>"
        for stop in taken
    )  # fmt: skip
    style = "body { font: 1rem/1.5 sans-serif; margin: 2rem } img { vertical-align: top; border: 1px solid #ccc }"
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Tour</title><style>{style}</style>{rows}</html>'
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description="Takes pictures of the product.")
    arguments.add_argument("folder", nargs="?", type=Path, help="where a tour's pictures go; none: the docs' pictures")
    folder = arguments.parse_args().folder
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            tour(browser, folder) if folder else pictures(browser)
        except Error as stopped:
            sys.exit(f"The tour stopped: {stopped.message.splitlines()[0]}")
        finally:
            browser.close()


if __name__ == "__main__":
    main()
