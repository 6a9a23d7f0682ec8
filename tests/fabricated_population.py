"""Fabricated answers of the World Bank's API about population, and a server of them. Every number is made up."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from data.countries import countries

TOTAL, FEMALE, MALE = INDICATORS = ("SP.POP.TOTL", "SP.POP.TOTL.FE.IN", "SP.POP.TOTL.MA.IN")
YEARS = range(2003, 2025)
WITHOUT = ("TWN", "AND", "VAT")  # countries that the made-up source does not know
AREAS = {"WLD": "World", "AFE": "Africa Eastern and Southern", "": "Not classified"}
UPDATED = "2026-07-01"
Row = dict[str, Any]


def people(code: str, year: int) -> tuple[int, int]:
    """Women and girls, men and boys: from 20,000 to 150 million together, growing by 1 % of the first year a year."""
    seed = sum(ord(letter) * 31**at for at, letter in enumerate(code))
    base = 20_000 + seed % 7919 * 19_000
    grown = base * (100 + year - YEARS[0]) // 100
    female = grown * (480 + seed % 40) // 1000
    return female, grown - female


def resident(code: str, year: int, sex: str = "total") -> int | None:
    """What the fabricated source gives; None where it has no figure."""
    if code in WITHOUT or code not in countries():
        return None
    female, male = people(code, year)
    return {"female": female, "male": male, "total": female + male}[sex]


def row(indicator: str, code: str, year: int, value: float | None, name: str = "") -> Row:
    """A row as the API writes it."""
    return {
        "indicator": {"id": indicator, "value": "Population"},
        "country": {"id": code[:2], "value": name or code},
        "countryiso3code": code,
        "date": str(year),
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


def rows(indicator: str) -> list[Row]:
    """All rows of an indicator: areas first, as the API has them; XKX without a figure before 2008."""
    sex = {TOTAL: "total", FEMALE: "female", MALE: "male"}[indicator]
    areas = [row(indicator, code, year, 7.7e9 + year / 10, name) for code, name in AREAS.items() for year in YEARS]
    places = [one for one in countries() if one not in WITHOUT and not countries()[one].historic]
    figures = [
        row(indicator, code, year, None if code == "XKX" and year < 2008 else resident(code, year, sex))
        for code in places
        for year in reversed(YEARS)
    ]
    return areas + figures


def page(every: list[Row], number: int, per_page: int) -> list[Any]:
    """One page of them, with what the API says of it."""
    pages = -(-len(every) // per_page)
    about = {"page": number, "pages": pages, "per_page": per_page, "total": len(every), "sourceid": "2",
             "lastupdated": UPDATED}  # fmt: skip
    return [about, every[(number - 1) * per_page : number * per_page]]


def write(folder: Path, changed: Mapping[str, list[Row]] | None = None) -> Path:
    """Saved answers, a file an indicator."""
    folder.mkdir(parents=True, exist_ok=True)
    for indicator in INDICATORS:
        every = (changed or {}).get(indicator) or rows(indicator)
        (folder / f"{indicator}.json").write_text(json.dumps(page(every, 1, len(every))), encoding="utf-8")
    return folder


@dataclass
class Source:
    """A server of the answers: `asked` are the queries it got; `fails` are states it gives before it answers, one a
    request; `says` is what it answers in place of a page; `waits` is how long it takes."""

    address: str
    asked: list[str] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    says: bytes | None = None
    per_page: int = 2000
    hangs: threading.Event | None = None


@contextmanager
def serving() -> Iterator[Source]:
    """A server on a port of its own, on this machine alone."""
    source = Source("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            source.asked.append(self.path)
            if source.hangs:
                source.hangs.wait(20)
            state = source.fails.pop(0) if source.fails else 200
            text = source.says if source.says is not None else _answer(self.path, source.per_page)
            self.send_response(state)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    source.address = f"http://127.0.0.1:{server.server_address[1]}/v2"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        if source.hangs:
            source.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def _answer(path: str, per_page: int) -> bytes:
    address = urlsplit(path)
    asked = parse_qs(address.query)
    assert asked["format"] == ["json"]
    indicator = address.path.rsplit("/", 1)[-1]
    return json.dumps(page(rows(indicator), int(asked["page"][0]), per_page)).encode()
