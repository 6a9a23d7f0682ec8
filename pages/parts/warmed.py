"""What the first figure needs and the server does not: loaded beside it, so that no reader waits for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from time import sleep
from typing import Any, Final

PAUSE: Final = 5.0  # seconds: who opens the server at once has the first page by then


@asynccontextmanager
async def warmed(_app: Any) -> AsyncIterator[None]:
    """While the server runs. The thread ends with it, whether it is done or not."""
    Thread(target=load, name="warming", daemon=True).start()
    yield


def load() -> None:
    """What most pages need at once; what one of them needs when nobody waits for the first page any more."""
    load_figures()
    sleep(PAUSE)
    load_arcs()


def load_figures() -> None:
    """Statistics, and what Plotly reads from its files when it builds its first figure."""
    import plotly.graph_objects as go
    import scipy.special  # noqa: F401  imported where it is used; this fills the cache of modules

    marks = {"mode": "markers", "marker": {"line": {}}, "line": {}, "error_y": {}}
    go.Figure({"data": [{"type": "scatter", **marks}, {"type": "bar"}], "layout": {"xaxis": {}, "yaxis": {}}})


def load_arcs() -> None:
    """What draws flows on a map; Streamlit asks pandas for its version before it does, and that takes a second."""
    import pydeck  # noqa: F401
    from streamlit.dataframe_util import is_pandas_version_less_than

    is_pandas_version_less_than("3")
