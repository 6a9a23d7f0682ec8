"""Whether this server takes files at all. Streamlit answers at its address for uploads whatever the pages draw."""

import sys
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ALLOWED: Final = "--allow-load"
ADDRESS: Final = "/_stcore/upload_file"


def allowed() -> bool:
    """Whether the server was started with `trends serve --allow-load`: never so because of who a visitor is."""
    return ALLOWED in sys.argv


class Uploads:
    """Lets nothing through to the address for uploads unless the server was told to take files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ADDRESS in scope["path"] and not allowed():
            await PlainTextResponse("This server takes no files.", 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)
