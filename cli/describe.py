"""What a link shows, in words and numbers, without a browser: the statement of the page's main figure."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from etl.recipe import WrongUse

if TYPE_CHECKING:
    from pages.parts.words import Words
    from queries.catalogue import Catalogue
    from queries.figure import Figure
    from queries.view import Dropped, View

DEFAULT: Final = "trends"
# Page -> where its main figure is drawn. Imported when asked for: each brings its own libraries along.
FIGURES: Final[Mapping[str, tuple[str, str]]] = {
    "trends": ("queries.figures", "trend"),
    "map": ("queries.places", "places"),
    "compare": ("queries.comparison", "comparison"),
    "signals": ("queries.signals", "signals"),
    "sdg": ("queries.sdg", "indicator"),
}


class CannotDescribe(Exception):
    """A link that asks for what is not here: saying something else would mislead. `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def described(link: str) -> tuple[str, dict[str, Any]]:
    """The statement of a link, and the object that `--json` writes.

    Raises CannotDescribe where any part of it cannot be opened, WrongUse where it is none, NoDatabaseError.
    """
    page, asked = parts(link)
    if page not in FIGURES:
        raise CannotDescribe(f"There is no page {page!r} to describe. There are: {', '.join(FIGURES)}")
    texts = _words(asked)
    view = _view(page, asked, texts)
    module, name = FIGURES[page]
    draw: Callable[[View], Figure] = getattr(import_module(module), name)
    figure = draw(view)
    from pages.parts.statement import statement

    said = statement(figure, texts).text
    return said, _numbers(figure) | {"statement": said, "language": texts.language, "link": _spelled(view)}


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
    _refuse_without_rate(page, view, loaded, texts)
    if page == "compare" and view.versus is None:
        raise CannotDescribe("A comparison needs a second selection: what differs in it, as with_region=europe")
    return view


def _refuse_without_rate(page: str, view: "View", loaded: "Catalogue", texts: "Words") -> None:
    """The indicator is a rate: where there is none, its page says why, and so does this."""
    from queries.figure import edition_of
    from queries.rates import refusal

    reason = refusal(page, edition_of(view, loaded), view.filters, view.by, loaded) if page == "sdg" else ""
    if reason:
        raise CannotDescribe(texts(f"dropped.{reason}"))


def _refusal(part: "Dropped", loaded: "Catalogue", texts: "Words") -> str:
    said = f"{part.key}={part.value}: {texts(f'dropped.{part.reason}')}"
    if part.reason != "not_loaded":
        return said
    return f"{said} Loaded: {', '.join(f'{one.dataset} {one.edition}' for one in loaded.editions)}"


def _numbers(figure: "Figure") -> dict[str, Any]:
    """Those of the account, where the figure is a trend; of others, what they are about."""
    from queries.describe import described as numbers
    from queries.describe import edition_and_selection

    return numbers(figure) if figure.name in ("trend", "sdg") else edition_and_selection(figure)


def _spelled(view: "View") -> str:
    from queries.link import link_parameters

    query = urlencode(link_parameters(view), doseq=True)
    return f"/{view.page}?{query}" if query else f"/{view.page}"
