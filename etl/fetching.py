"""Asks a web address for pages of JSON: patiently, within a time, and never twice for what is kept.

The answers are kept as they came in a folder beside the database, so that a fetch can be repeated, and looked at.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from data import store
from etl.dataset import DataError
from etl.population import INDICATORS, Answers
from etl.report import Progress, quiet

if TYPE_CHECKING:
    import httpx

LIFE: Final = timedelta(days=30)  # how long kept answers are not asked for again
PER_PAGE: Final = 5000
MOST_PAGES: Final = 500  # of one indicator: more is no answer
_TOLD: Final = "fetched.json"  # beside the pages: whence and when
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})  # states of a server that pass


@dataclass(frozen=True)
class Patience:
    """How often one page is asked for, how long one request may take, all of a page's, and the first wait (seconds)."""

    attempts: int = 4
    request: float = 30.0
    page: float = 120.0
    wait: float = 1.0


def answers(
    address: str, refresh: bool = False, patience: Patience | None = None, progress: Progress = quiet
) -> tuple[Answers, bool]:
    """The API's answers, and whether they are kept ones. Raises DataError where they cannot be had."""
    kept = folder()
    found = None if refresh else _kept(kept, address)
    if found:
        return found, True
    pages = _fetched(address.rstrip("/"), patience or Patience(), progress)
    new = Answers(pages, address, datetime.now(UTC).replace(microsecond=0))
    return new, False


def folder() -> Path:
    """Where answers are kept."""
    return store.location().parent / "fetched" / "population"


def keep(new: Answers) -> None:
    """Keeps answers, in place of those before."""
    kept = folder()
    building = kept.with_name(f"{kept.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    for name, text in new.pages.items():
        (building / name).write_bytes(text)
    told = {"address": new.address, "fetched_at": new.fetched_at.isoformat(), "sha256": new.sha256}
    (building / _TOLD).write_text(json.dumps(told, indent=2), encoding="utf-8")
    shutil.rmtree(kept, ignore_errors=True)
    building.rename(kept)


def saved(path: Path) -> Answers:
    """Answers that somebody saved: a file of one page, or a folder of them (*.json). Raises DataError."""
    if not path.exists():
        raise DataError(f"there is no {path}")
    files = sorted(one for one in path.glob("*.json") if one.name != _TOLD) if path.is_dir() else [path]
    if not files:
        raise DataError(f"{path} holds no saved answers (*.json)")
    told = _told(path) if path.is_dir() else None
    newest = datetime.fromtimestamp(max(file.stat().st_mtime for file in files), UTC).replace(microsecond=0)
    address, fetched_at = told or (path.name, newest)
    return Answers({file.name: file.read_bytes() for file in files}, address, fetched_at)


def _kept(kept: Path, address: str) -> Answers | None:
    """What is kept of this address and not too old; changed or damaged files are asked for again."""
    told = _told(kept)
    if not told or told[0] != address or datetime.now(UTC) - told[1] > LIFE:
        return None
    found = saved(kept)
    return found if json.loads((kept / _TOLD).read_text("utf-8")).get("sha256") == found.sha256 else None


def _told(kept: Path) -> tuple[str, datetime] | None:
    try:
        told = json.loads((kept / _TOLD).read_text("utf-8"))
        return str(told["address"]), datetime.fromisoformat(told["fetched_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _fetched(address: str, patience: Patience, progress: Progress) -> dict[str, bytes]:
    if not address.startswith(("https://", "http://")):
        raise DataError(f"{address} is no web address")
    import httpx  # a tenth of a second, and only here

    headers = {"Accept": "application/json", "User-Agent": "trafficking-trends"}
    with httpx.Client(timeout=patience.request, headers=headers, follow_redirects=True) as client:
        get = _patient(client, patience)
        return {
            f"{indicator}.page-{number:03}.json": text
            for at, indicator in enumerate(INDICATORS)
            for number, text in _pages(get, f"{address}/country/all/indicator/{indicator}", (at, progress))
        }


def _pages(get: Callable[..., bytes], address: str, work: tuple[int, Progress]) -> Iterator[tuple[int, bytes]]:
    """The pages of one indicator, until the last one that the first of them names."""
    at, progress = work
    last, number = 1, 1
    while number <= last:
        progress(f"{address.rsplit('/', 1)[-1]}, page {number}", at, len(INDICATORS))
        text = get(address, {"format": "json", "per_page": PER_PAGE, "page": number})
        yield number, text
        last = _count(text, last)
        if last > MOST_PAGES:
            raise DataError(f"{address} has {last:,} pages: that is no answer about population")
        number += 1


def _count(text: bytes, before: int) -> int:
    """How many pages there are; what is no answer is one, and refused when it is read."""
    try:
        return int(json.loads(text)[0]["pages"])
    except (ValueError, LookupError, TypeError):
        return before


def _patient(client: "httpx.Client", patience: Patience) -> Callable[[str, dict[str, Any]], bytes]:
    import stamina

    def get(address: str, parameters: dict[str, Any]) -> bytes:
        with _worded(address), _silent():
            for attempt in stamina.retry_context(
                on=_passes, attempts=patience.attempts, timeout=patience.page, wait_initial=patience.wait
            ):
                with attempt:
                    answer = client.get(address, params=parameters)
                    answer.raise_for_status()
        return bytes(answer.content)

    return get


def _passes(failed: Exception) -> bool:
    """Whether asking again may help."""
    import httpx

    if isinstance(failed, httpx.HTTPStatusError):
        return failed.response.status_code in _AGAIN
    return isinstance(failed, httpx.TransportError)


@contextmanager
def _silent() -> Iterator[None]:
    """The library would log every retry on stderr, which is for sentences."""
    from stamina import instrumentation

    hooks = instrumentation.get_on_retry_hooks()
    instrumentation.set_on_retry_hooks([])
    try:
        yield
    finally:
        instrumentation.set_on_retry_hooks(hooks)


@contextmanager
def _worded(address: str) -> Iterator[None]:
    """What went wrong, as one sentence."""
    import httpx

    offline = "Saved answers can be loaded with --from FOLDER"
    try:
        yield
    except httpx.HTTPStatusError as failed:
        state = failed.response.status_code
        raise DataError(f"{address} answers with HTTP {state} ({failed.response.reason_phrase}). {offline}") from failed
    except httpx.TimeoutException as failed:
        raise DataError(f"{address} does not answer in time. {offline}") from failed
    except (httpx.HTTPError, httpx.InvalidURL) as failed:
        raise DataError(f"{address} cannot be reached ({failed or type(failed).__name__}). {offline}") from failed
