"""What each page shows: its panels in the order of the page; and of a view the figure of each, or why there is none.

The one list of panels. Links know them by it (pages/parts/contents.py), and `trends describe` tells them by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from queries import flows, perpetrators
from queries import shown_panels as panels
from queries.crosstab import crosstab
from queries.figure import Figure, edition_of
from queries.figures import trend
from queries.making import made_of
from queries.moving import moving
from queries.shown_panels import Drawn, Make, Missing, says_more
from queries.signals import signals
from queries.view import View

# The questions of the pages whose sections are one each.
QUESTIONS: Final = {"sectors": ("sector", "sexual_form"), "recruitment": ("recruiter", "method", "means")}
_DETAILS: Final = ("", "-combinations", "-years", "-across")


@dataclass(frozen=True)
class Shown:
    """A panel by its name in a link, and what stands there: a figure, or why it cannot be drawn."""

    name: str
    what: Figure | Missing

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture: something matches, and it says more than its sentence."""
        if isinstance(self.what, Missing) or self.what.is_empty:
            return False
        return self.name not in ("change", "windows") or says_more(self.what)


def _questions(asked: tuple[str, ...]) -> dict[str, Make]:
    names = [f"{question}{detail}" for question in asked for detail in _DETAILS]
    return {name: partial(panels.answered, name, asked) for name in names}


# Home's story is told with figures of a book: it is no figure of a view.
_MADE: Final[Mapping[str, Mapping[str, Make]]] = {
    "trends": {
        "trend": partial(panels.always, trend), "change": partial(panels.of_change, made_of),
        "windows": partial(panels.of_change, moving),
    },
    "map": {"map": panels.mapped, "funnel": panels.funnelled, "periods": panels.small_maps},
    "flows": {
        "flows": panels.arcs, "exchange": partial(panels.flow, flows.exchange),
        "matrix": partial(panels.flow, flows.matrix), "regions": partial(panels.flow, flows.regions),
    },
    "people": {
        "people": panels.aged, "stages": panels.staged,
        "children_by_year": partial(panels.followed, "children_by_year"),
        "genders_by_year": partial(panels.followed, "genders_by_year"), "people_places": panels.placed,
    },
    "sectors": _questions(QUESTIONS["sectors"]),
    "recruitment": _questions(QUESTIONS["recruitment"]),
    "perpetrators": {
        "perpetrators": partial(panels.of_perpetrators, perpetrators.perpetrators),
        "perpetrator_periods": partial(panels.of_perpetrators, perpetrators.periods),
        "perpetrators_across": partial(panels.of_perpetrators, perpetrators.across),
    },
    "compare": {"compare": panels.compared, "revision": panels.revised},
    "table": {"crosstab": partial(panels.always, crosstab)},
    "sdg": {"sdg": panels.indicated},
    "signals": {"signals": partial(panels.always, signals)},
    "quality": {"answers": panels.known, "reporters": panels.reporting, "presence": panels.present},
}  # fmt: skip
# The pages in the order of the navigation, and on each the panels that can be shown alone.
PANELS: Final[Mapping[str, tuple[str, ...]]] = {
    "home": ("story",),
    **{page: tuple(made) for page, made in _MADE.items()},
    "sources": (),
}


def shown(view: View) -> list[Shown]:
    """The panels that a page draws of a view, or says why it does not; the one that is asked for alone.

    Of a page with figures, and a view as queries.link.read_link gives it, its `show` one of PANELS or "". A panel that
    the page leaves out without a word is not among them.
    """
    names = [view.show] if view.show else PANELS[view.page]
    found = [(name, _made(view, name)) for name in names]
    return [Shown(name, what) for name, what in found if what is not None]


def main_figure(view: View) -> Drawn:
    """The first panel of a page, whichever is shown."""
    return _made(replace(view, show=""), PANELS[view.page][0])


def _made(view: View, name: str) -> Drawn:
    return _MADE[view.page][name](view, edition_of(view))
