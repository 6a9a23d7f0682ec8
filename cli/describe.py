"""What a link shows, in words and numbers, without a browser: the statements of the page's figures."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from etl.recipe import WrongUse

if TYPE_CHECKING:
    from pages.parts.words import Words
    from queries.catalogue import Catalogue
    from queries.view import Dropped, View

DEFAULT: Final = "trends"
# Pages of one question: what they say is the statement of their first figure; of the others it is that of each panel.
OF_ONE: Final = ("trends", "map", "compare", "signals", "sdg")


class CannotDescribe(Exception):
    """A link that asks for what is not here: saying something else would mislead. `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def described(link: str) -> tuple[str, dict[str, Any]]:
    """What a link says, a paragraph a panel, and the object that `--json` writes.

    Raises CannotDescribe where any part of it cannot be opened, WrongUse where it is none, NoDatabaseError.
    """
    page, asked = parts(link)
    _refuse_unknown(page, asked)
    texts = _words(asked)
    view = _view(page, asked, texts)
    from cli.described import home, of_page

    panels, numbers = home(view, texts) if page == "home" else of_page(view, texts)
    told = [one["statement"] for one in panels]
    said = told[0] if page in OF_ONE else "\n".join(dict.fromkeys(told))
    return said, numbers | {"statement": said, "language": texts.language, "link": _spelled(view), "panels": panels}


def parts(link: str) -> tuple[str, dict[str, list[str]]]:
    """The page and the parameters of an address, a path with a query, or a query alone."""
    text = link.strip()
    if "?" not in text and "=" in text:
        text = f"?{text}"
    try:
        address = urlsplit(text)
        asked = parse_qs(address.query, keep_blank_values=True)
    except ValueError as wrong:
        raise WrongUse(f"{link!r} is no link: {wrong}") from wrong
    return address.path.rstrip("/").rpartition("/")[2] or DEFAULT, asked


def _refuse_unknown(page: str, asked: Mapping[str, Sequence[str]]) -> None:
    """Refuses a page that shows no figure, and a panel that the page has not."""
    from queries.shown import PANELS

    pages = [name for name, panels in PANELS.items() if panels]
    if page not in pages:
        raise CannotDescribe(f"There is no page {page!r} to describe. There are: {', '.join(pages)}")
    show = (asked.get("show") or [""])[-1].strip()
    if show and show not in PANELS[page]:
        raise CannotDescribe(f"show={show}: there is no such panel here. There are: {', '.join(PANELS[page])}")


def _words(asked: Mapping[str, Sequence[str]]) -> "Words":
    from pages.parts.words import REFERENCE, languages, words

    language = (asked.get("lang") or [REFERENCE])[-1]
    if language not in languages():
        raise CannotDescribe(f"lang={language}: there is no such language. There are: {', '.join(languages())}")
    return words(language)


def _view(page: str, asked: Mapping[str, Sequence[str]], texts: "Words") -> "View":
    from queries.catalogue import catalogue
    from queries.link import read_link

    loaded = catalogue()
    view, dropped = read_link(page, asked, loaded)
    # What an absent data set lacks is that of another one: it is no reason of its own.
    refused = [part for part in dropped if part.reason == "not_loaded"] or dropped
    if refused:
        raise CannotDescribe(*(_refusal(part, loaded, texts) for part in refused))
    if page == "compare" and view.versus is None:
        raise CannotDescribe("A comparison needs a second selection: what differs in it, as with_region=europe")
    return view


def _refusal(part: "Dropped", loaded: "Catalogue", texts: "Words") -> str:
    said = f"{part.key}={part.value}: {texts(f'dropped.{part.reason}')}"
    if part.reason != "not_loaded":
        return said
    return f"{said} Loaded: {', '.join(f'{one.dataset} {one.edition}' for one in loaded.editions)}"


def _spelled(view: "View") -> str:
    from queries.link import link_parameters

    query = urlencode(link_parameters(view), doseq=True)
    return f"/{view.page}?{query}" if query else f"/{view.page}"
