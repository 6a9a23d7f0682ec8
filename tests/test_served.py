"""What the server adds to its answers, asked without a server."""

import asyncio
from collections.abc import Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp

from pages.parts.served import POLICY, Assets, Guard, Language
from pages.parts.uploads import Uploads
from pages.parts.words import words

PAGE = '<!DOCTYPE html><html lang="en"><script>\n window.prerenderReady = false\n</script><body>é</body></html>'


def ask(app: ASGIApp, path: str = "/", query: str = "", headers: Iterable[tuple[str, str]] = ()) -> Any:
    """Status, headers (lower case) and body of one GET."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)  # nobody hangs up
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers], "root_path": "", "scheme": "http",
    }  # fmt: skip
    # In a thread of its own: a browser test before it may have left a running loop in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    found = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(found), body.decode()


def test_nothing_is_uploaded_unless_the_server_was_told_to_take_files(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Uploads(PlainTextResponse("taken", 204))
    monkeypatch.setattr("sys.argv", ["run"])
    assert ask(inside, "/_stcore/upload_file/session/file")[0] == 404
    assert ask(inside, "/under/a/proxy/_stcore/upload_file/session/file")[0] == 404
    assert ask(inside, "/trends")[0] == 204
    monkeypatch.setattr("sys.argv", ["run", "--allow-load"])
    assert ask(inside, "/_stcore/upload_file/session/file")[0] == 204


def test_a_page_is_marked_with_its_language_and_an_asked_one_is_remembered() -> None:
    status, headers, body = ask(Language(HTMLResponse(PAGE)), "/trends", "lang=fr&region=europe")
    assert status == 200
    assert '<html lang="fr">' in body
    assert headers["set-cookie"].startswith("lang=fr; Path=/;")
    assert int(headers["content-length"]) == len(body.encode())


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "language"),
    [
        ("lang=fr", "lang=en", "en", "fr"),
        ("", "lang=fr", "en", "fr"),
        ("", "", "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("lang=xx", "lang=yy", "de", "en"),
        ("", 'lang="<script>"', "", "en"),
    ],
)
def test_the_language_is_the_asked_the_remembered_or_the_browsers(
    query: str, cookie: str, accept: str, language: str
) -> None:
    headers = [("cookie", cookie), ("accept-language", accept)]
    _, answer, body = ask(Language(HTMLResponse(PAGE)), "/", query, headers)
    assert f'<html lang="{language}">' in body
    assert ("set-cookie" in answer) == (query == "lang=fr")


@pytest.mark.parametrize(("query", "link"), [("lang=fr", "/?lang=fr"), ("", "/?lang=en")])
@pytest.mark.parametrize("path", ["/nowhere", "/trends/more", "/home"])
def test_an_address_that_is_no_page_says_so_in_the_reader_s_language_with_a_way_home(
    path: str, query: str, link: str
) -> None:
    status, headers, body = ask(Language(HTMLResponse(PAGE)), path, query)
    text = words(link[-2:])
    assert status == 404
    assert f'<html lang="{link[-2:]}">' in body
    assert f"<h1>{text('errors.not_found')}</h1>" in body
    assert f'<a href="{link}">{text("errors.home")}</a>' in body
    assert "<script" not in body
    assert int(headers["content-length"]) == len(body.encode())


@pytest.mark.parametrize("path", ["/", "/trends", "/map/", "/quality", "/sources"])
def test_every_page_is_found(path: str) -> None:
    assert ask(Language(HTMLResponse(PAGE)), path)[0] == 200


def test_the_page_s_inline_script_is_the_one_the_policy_knows() -> None:
    _, _, body = ask(Language(HTMLResponse(PAGE)))
    assert body.count("<script>") == 1
    assert "prerenderReady" not in body
    assert "BACKEND_BASE_URL" in body


def test_what_is_no_page_passes_untouched() -> None:
    _, headers, body = ask(Language(PlainTextResponse(PAGE)), "/_stcore/health", "lang=fr")
    assert body == PAGE
    assert "set-cookie" not in headers


def test_every_answer_carries_the_policy() -> None:
    _, headers, _ = ask(Guard(PlainTextResponse("x")))
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert "http:" not in POLICY
    assert "https:" not in POLICY


def test_only_outlines_leave_their_folder() -> None:
    assets = Assets(Path(__file__).parent.parent / "data" / "outlines")
    status, headers, _ = ask(assets, "/world.geojson")
    assert status == 200
    assert headers["cache-control"] == "public, no-cache"
    assert headers["etag"]
    for path in ("/__init__.py", "/NOTICE", "/../codes.py", "/../story.csv"):
        with pytest.raises(Exception, match="404"):
            ask(assets, path)
