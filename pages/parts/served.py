"""What the server adds to its answers: the map's outlines, a content security policy, the reader's language."""

import os
import re
from base64 import b64encode
from collections.abc import MutableMapping
from hashlib import sha256
from html import escape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import boundaries
from pages.parts.words import best, languages, words

COOKIE: Final = "lang"
YEAR: Final = 365 * 24 * 3600
CONDITIONS: Final = (b"accept-encoding", b"if-none-match", b"if-modified-since")
# Where the server is, told to Streamlit's page: without it a deep link (/trends) is first tried as a server of its own.
SCRIPT: Final = 'window.__streamlit = {BACKEND_BASE_URL: window.location.origin + "/"}'
SCRIPT_HASH: Final = b64encode(sha256(SCRIPT.encode()).digest()).decode()
INLINE_SCRIPT: Final = re.compile(rb"<script>.*?</script>", re.DOTALL)
# Nothing leaves the machine: no script, style, picture, font or connection of another origin. Plotly and Streamlit's
# own bundles compile functions and need 'unsafe-eval'; styled components write <style> elements.
POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' blob: 'sha256-{SCRIPT_HASH}'",
        "connect-src 'self' ws: wss: data: blob:",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'self'",
        "form-action 'self'",
    )
)
GUARDS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


# The addresses of pages: the names of their scripts, and "" for home. Streamlit answers any address with its own page.
PAGES: Final = frozenset(path.stem for path in Path(__file__).parent.parent.glob("[a-z]*.py")) - {"home"} | {""}
NOT_FOUND: Final = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{said}</title><style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 34rem; margin: 18vh auto 0; padding: 0 1.2rem; font: 1.1rem/1.5 "Noto Sans", sans-serif;
  background: light-dark(#fbf9f5, #0f161c); color: light-dark(#1d2730, #e9e4da); }}
h1 {{ font-family: "Noto Serif", Georgia, serif; font-size: 2rem; line-height: 1.2; }}
a, p.mark {{ color: light-dark(#0b5d66, #5fb8bf); }}
</style></head><body><main><p class="mark">{title}</p><h1>{said}</h1><p><a href="{home}">{link}</a></p></main></body>
</html>
"""


class Assets(StaticFiles):
    """The outlines of the map, those prepared beside the database first, and nothing else of their folder. Browsers ask
    whether what they keep is still the latest: other outlines come under the same address."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if not path.endswith((".json", ".geojson")):
            raise HTTPException(status_code=404)
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, no-cache"
        return answer

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if path in boundaries.FILES and (prepared := boundaries.folder()) != boundaries.OWN:
            return StaticFiles(directory=prepared, check_dir=False).lookup_path(path)
        return super().lookup_path(path)


class Guard:
    """Sends the security headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(GUARDS)
            await send(message)

        await self._app(scope, receive, guarded if scope["type"] == "http" else send)


class Language:
    """Marks a page with the language it will be shown in, and remembers a language that was asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _may_be_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(COOKIE, [""])[-1]
        page = _Page(send, asked, language(asked, Headers(scope=scope)), _is_known(scope))
        # Neither compressed nor "not modified": the answer has to be there, and readable.
        plain = [pair for pair in scope["headers"] if pair[0] not in CONDITIONS]
        await self._app(dict(scope) | {"headers": plain}, receive, page.send)


def language(asked: str | None, headers: Any) -> str:
    """The language to show: the one asked for, the one remembered in a cookie, or the browser's."""
    if asked in languages():
        return str(asked)
    remembered = SimpleCookie(headers.get("cookie") or "").get(COOKIE)
    if remembered is not None and remembered.value in languages():
        return remembered.value
    return best(headers.get("accept-language"))


class _Page:
    """Holds an HTML answer back until it is whole, so that its `lang` can be set; lets every other answer through."""

    def __init__(self, send: Send, asked: str, shown: str, known: bool) -> None:
        self._send, self._asked, self._shown, self._known = send, asked, shown, known
        self._start: MutableMapping[str, Any] | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: MutableMapping[str, Any]) -> None:
        body = self._body.replace(b'<html lang="en">', f'<html lang="{self._shown}">'.encode(), 1)
        # The page's own inline script is for prerendering services, which are not let in; ours takes its place.
        body = INLINE_SCRIPT.sub(f"<script>{SCRIPT}</script>".encode(), body, count=1)
        if not self._known:
            start["status"], body = 404, not_found(self._shown).encode()
        headers = MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(body))
        headers["Vary"] = "Accept-Language, Cookie"
        # The stored page's validators are those of the file on disk, which knows no language.
        for validator in ("etag", "last-modified"):
            if validator in headers:
                del headers[validator]
        if self._asked in languages():
            headers.append("Set-Cookie", f"{COOKIE}={self._asked}; Path=/; Max-Age={YEAR}; SameSite=Lax")
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def not_found(shown: str) -> str:
    """The answer to an address that is no page, in a language; its link leads home."""
    text, home = words(shown), f"{_base()}/?{COOKIE}={shown}"
    said, link, title = (escape(text(key)) for key in ("errors.not_found", "errors.home", "app.title"))
    return NOT_FOUND.format(language=shown, title=title, said=said, link=link, home=escape(home))


def _base() -> str:
    """The path the server is put under by whoever runs it, with a slash in front; mostly none."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def _is_known(scope: Scope) -> bool:
    return str(scope["path"]).removeprefix(_base()).strip("/") in PAGES


def _may_be_page(path: str) -> bool:
    return not path.startswith(("/_stcore", "/assets", "/media", "/static")) and "." not in path.rpartition("/")[2]


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
