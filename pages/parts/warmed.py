"""What the first figure needs and the server does not: loaded before it answers where it must be whole, else beside
it, so that no reader waits for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from time import sleep
from typing import Any, Final

PAUSE: Final = 5.0  # seconds: who opens the server at once has the first page by then


@asynccontextmanager
async def warmed(_app: Any) -> AsyncIterator[None]:
    """While the server runs. The thread ends with it, whether it is done or not."""
    load_arrays()
    Thread(target=load, name="warming", daemon=True).start()
    yield


def load() -> None:
    """What most pages need at once; what one of them needs when nobody waits for the first page any more."""
    load_figures()
    sleep(PAUSE)
    load_arcs()


def load_arrays() -> None:
    """pandas, which Streamlit asks for its version before it draws a map of flows, and numpy with it. Before anybody
    is served: Plotly takes them from the loaded modules as soon as they are named there, and a figure that is drawn
    while another thread is still loading them fails ("partially initialized module")."""
    from streamlit.dataframe_util import is_pandas_version_less_than

    is_pandas_version_less_than("3")


def load_figures() -> None:
    """Statistics, and what Plotly reads from its files when it builds its first figure."""
    import plotly.graph_objects as go
    import scipy.special  # noqa: F401  imported where it is used; this fills the cache of modules

    marks = {"mode": "markers", "marker": {"line": {}}, "line": {}, "error_y": {}}
    go.Figure({"data": [{"type": "scatter", **marks}, {"type": "bar"}], "layout": {"xaxis": {}, "yaxis": {}}})


def load_arcs() -> None:
    """What draws flows on a map."""
    import pydeck  # noqa: F401
