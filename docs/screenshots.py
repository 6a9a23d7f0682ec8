"""Takes the pictures of the docs: builds the demonstration data in a folder of its own, serves it, shoots each page."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
PAGES = {
    "home": "/?lang=en",
    "trends": "/trends?region=americas&from=2010&lang=en",
    "map": "/map?lang=en",
    "signals": "/signals?lang=en",
    "compare": "/compare?region=europe&with_region=asia&from=2010&lang=en",
}
SIZE = ViewportSize(width=1440, height=1200)  # a whole trend, with the strip of who reports
COMMAND = (sys.executable, "-c", "from cli.main import run; run()")
# Streamlit marks its root while a script runs; a chart is drawn once Plotly has put its drawing there.
SETTLED = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')"""


@contextmanager
def served() -> Iterator[str]:
    """The address of the app with nothing but the demonstration data."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TRENDS_DATABASE": f"{folder}/trends.duckdb", "PYTHONPATH": str(ROOT)}
        subprocess.run([*COMMAND, "demo"], env=environment, check=True)
        server = subprocess.Popen([*COMMAND, "serve", "--port", str(port)], env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address).close()
            return
        except URLError:
            time.sleep(0.1)
    sys.exit(f"The app does not answer at {address}.")


def shoot(page: Page, address: str) -> Image.Image:
    page.goto(address)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_function(SETTLED, timeout=60_000)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(1_000)  # web fonts and the map's outlines come after the script
    return Image.open(BytesIO(page.screenshot()))


def save(picture: Image.Image, path: Path) -> None:
    """Of 256 colours, which is plenty for flat ones and a third of the size."""
    picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB", reduced_motion="reduce")
        for name, link in PAGES.items():
            save(shoot(page, address + link), PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
