"""The server is up before what is heavy is loaded; and it is loaded without a reader who waits for it."""

import subprocess
import sys

WATCH = """
import asyncio, sys, threading
from pages.parts import warmed
from plotly.validator_cache import ValidatorCache

loaded = {}
load_figures = warmed.load_figures

def figures():
    loaded.update(sys.modules)
    load_figures()

async def serve():
    assert "scipy" not in sys.modules
    warmed.load_figures = figures
    async with warmed.warmed(None):
        (thread,) = [one for one in threading.enumerate() if one.name == "warming"]
        assert thread.daemon
        assert "pydeck" not in sys.modules
        thread.join(60)
    # Whole before a figure is drawn: Plotly would take half of them.
    assert {"numpy", "pandas"} <= loaded.keys()
    assert "scipy.special" in sys.modules
    assert ValidatorCache._cache
    assert "pydeck" in sys.modules

warmed.PAUSE = 0.2
asyncio.run(serve())
"""


def test_a_server_loads_what_the_first_figure_needs_beside_it() -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", WATCH], check=True, timeout=120)
