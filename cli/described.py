"""The panels of a page in words and numbers, as `trends describe --json` writes them. Needs no browser."""

from dataclasses import replace
from typing import Any, Final

from cli.describe import OF_ONE, CannotDescribe
from pages.parts.lacking import why
from pages.parts.questions import in_order
from pages.parts.rise_said import region_name, row, sentences
from pages.parts.sentences import unit_line
from pages.parts.signals_told import told
from pages.parts.statement import statement
from pages.parts.story_said import story_statement
from pages.parts.words import Words
from queries.catalogue import Edition, catalogue
from queries.describe import described, edition_and_selection, of_edition, panel, rows, selection
from queries.figure import Figure, edition_of
from queries.rises import asked, rises
from queries.shown import Missing, Shown, main_figure, shown
from queries.story import story
from queries.view import View

Panel = dict[str, Any]
# What a panel without a figure of its own has nothing of.
_NOTHING: Final[dict[str, Any]] = {"selection": None, "of": None, "base": None, "rows": []}
Told = tuple[list[Panel], dict[str, Any]]


def of_page(view: View, words: Words) -> Told:
    """The panels that a page shows of a view, in their order, and the numbers of the page itself.

    Raises CannotDescribe where it shows none: with the reasons it gives.
    """
    edition, found = edition_of(view), shown(view)
    panels = [_panel(one, edition, view, words) for one in found]
    if not any(isinstance(one.what, Figure) for one in found):
        said = dict.fromkeys(one["statement"] for one in panels)
        raise CannotDescribe(*(said or [words("errors.nothing_on_stage")]))
    return panels, _of_all(edition, view, found)


def _of_all(edition: Edition, view: View, found: list[Shown]) -> dict[str, Any]:
    """What the numbers of a page are of. A page of one question has those of its first figure, whichever is shown."""
    if view.page not in OF_ONE:
        notes = [note for one in found if isinstance(one.what, Figure) for note in one.what.notes]
        return of_edition(edition, view, tuple(dict.fromkeys(notes)))
    main = main_figure(view)
    if not isinstance(main, Figure):
        return of_edition(edition, view)
    return described(main) if main.name in ("trend", "sdg") else edition_and_selection(main)


def _panel(one: Shown, edition: Edition, view: View, words: Words) -> Panel:
    if isinstance(one.what, Missing):
        return {"name": one.name} | _missing(one.what, edition, view, words)
    return {"name": one.name} | _drawn(one.what, one.is_drawn, words)


def _drawn(figure: Figure, is_drawn: bool, words: Words) -> Panel:
    """A panel with its figure, of which there may be nothing to draw."""
    said = {"statement": statement(figure, words).text, "drawn": is_drawn}
    if figure.name == "signals":
        figure = told(figure, words)
    elif "question" in figure.frame.columns:
        figure = replace(figure, frame=in_order(figure.frame))
    return said | {"unit_line": unit_line(figure, words)} | panel(figure)


def _missing(missing: Missing, edition: Edition, view: View, words: Words) -> Panel:
    """A panel that the page has a reason for in place of a figure: all that a figure has, and nothing in it."""
    said = {"statement": why(missing, edition, catalogue(), words), "drawn": False, "unit_line": None}
    return said | of_edition(edition, view) | _NOTHING | {"selection": selection(view)}


def home(view: View, words: Words) -> Told:
    """Home: what it says of the rise in each region, and the story it tells; the story alone where a link asks for it.

    The rise has a row a region: its numbers as those of the trend it leads to. The story has those of its own file.
    """
    edition, table = edition_of(view), story()
    said = {"name": "story", "statement": story_statement(table, words).text, "drawn": True, "unit_line": None}
    tale = said | dict.fromkeys(of_edition(edition, view)) | _NOTHING | {"rows": rows(table)}
    risen = [] if view.show or not rises(edition) else [_rise(edition, words)]
    return [*risen, tale], of_edition(edition, view)


def _rise(edition: Edition, words: Words) -> Panel:
    found = rises(edition)
    lines = [sentences(region_name(region, words), row(figure, words), words) for region, figure in found.items()]
    said = {"name": "rise", "statement": " ".join(lines), "drawn": True, "unit_line": unit_line(found[""], words)}
    of = of_edition(edition, asked(edition), found[""].notes)
    numbers = [{"region": region or None} | _of_account(figure) for region, figure in found.items()]
    return said | of | _NOTHING | {"selection": selection(asked(edition)), "rows": numbers}


def _of_account(figure: Figure) -> dict[str, Any]:
    """The numbers of a trend, without what it is of."""
    of = edition_and_selection(figure)
    return {name: value for name, value in described(figure).items() if name not in of}
