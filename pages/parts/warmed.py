"""What the first figure needs and the server does not: loaded beside it, so that no reader waits for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any


@asynccontextmanager
async def warmed(_app: Any) -> AsyncIterator[None]:
    """While the server runs. The thread ends with it, whether it is done or not."""
    Thread(target=load, name="warming", daemon=True).start()
    yield


def load() -> None:
    """Statistics, and what Plotly reads from its files when it builds its first figure."""
    import plotly.graph_objects as go
    import scipy.special  # noqa: F401  imported where it is used; this fills the cache of modules

    marks = {"mode": "markers", "marker": {"line": {}}, "line": {}, "error_y": {}}
    go.Figure({"data": [{"type": "scatter", **marks}, {"type": "bar"}], "layout": {"xaxis": {}, "yaxis": {}}})
