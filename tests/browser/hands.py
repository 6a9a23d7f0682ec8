"""What readers of the browser tests do alike: click on a mark as a mouse does, and read with a screen reader's eyes."""

import time
from collections.abc import Callable
from typing import TypeVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

Point = tuple[float, float]
Place = TypeVar("Place")
# What a screen reader or weak eyes stumble over; of what axe finds in order, only that it did.
RULES = {"resultTypes": ["violations"]}


def serious(page: Page) -> list[str]:
    """What axe calls a serious or critical violation of accessibility: rule and the first element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]


def middle(mark: Locator) -> Callable[[], Point | None]:
    """Where the middle of a mark is on screen, each time it is asked."""

    def at() -> Point | None:
        box = mark.bounding_box()
        return box and (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    return at


def still(page: Page, place: Callable[[], Place | None], seconds: float = 45) -> Place:
    """A point or box on screen, once it has been the same for a while: a chart may be drawn anew, a page may scroll."""
    until, before, same = time.monotonic() + seconds, place(), 0
    while same < 3:
        assert time.monotonic() < until, "it does not stand still, or is not there"
        page.wait_for_timeout(100)
        now = place()
        same = same + 1 if now and now == before else 0
        before = now
    assert before is not None
    return before


def click(page: Page, place: Callable[[], Point | None]) -> None:
    """Clicks on a place as a mouse does: it has to come from somewhere, and to rest a moment."""
    page.mouse.move(5, 5)
    x, y = still(page, place)
    page.mouse.move(x - 2, y - 2)
    page.mouse.move(x, y)
    page.wait_for_timeout(200)
    page.mouse.click(x, y)
