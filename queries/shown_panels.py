"""The panels of each page, one function each: from a view to the figure that is drawn, or to why there is none.

Where nothing is said of it either (None) the page leaves the panel out. A link that asks for one panel (`view.show`) is
taken at its word: it gets the figure, or a reason. What a page shows in detail by choice is drawn for the choice only.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from queries import flows, parts_of, people_shares, perpetrators, rates
from queries.catalogue import Edition, catalogue
from queries.combinations import combinations
from queries.comparison import comparison
from queries.figure import Figure
from queries.figures import answers
from queries.funnel import funnel
from queries.people import can_be_crossed, people
from queries.periods import periods
from queries.places import places
from queries.quality import presence, reporters
from queries.questioned import Asked
from queries.reporters import reporter_of
from queries.revisions import are_editions, revisions
from queries.sdg import indicator
from queries.view import View


@dataclass(frozen=True)
class Missing:
    """Why a panel is not drawn. `reason` is a key of the words files; `lacks` are the questions of which the data set
    would have to answer one, and other loaded ones may."""

    reason: str
    lacks: tuple[str, ...] = ()


Drawn = Figure | Missing | None
Make = Callable[[View, Edition], Drawn]

_FOLLOWED: Final = {
    "children_by_year": ("age", people_shares.children_by_year),
    "genders_by_year": ("gender", people_shares.genders_by_year),
}
_NOT_TOGETHER: Final = Missing("people.not_together")
_NO_FLOW: Final = Missing("flows.not_together")


def always(make: Callable[[View], Figure], view: View, _edition: Edition) -> Figure:
    """What every data set has."""
    return make(view)


def of_change(make: Callable[[View], Figure], view: View, _edition: Edition) -> Figure | None:
    """Both are of counts, and stand under a trend of counts, where a picture says more than its sentence."""
    if view.show:
        return make(view)
    return figure if view.measure == "count" and says_more(figure := make(view)) else None


def says_more(figure: Figure) -> bool:
    """Whether a picture of a change says more than the sentence: of one reporter there is one bar, without factors no
    point. Of the figures of queries.making and queries.moving."""
    account = figure.facts["account"]
    if figure.name == "change" and account and account.ground == "one":
        return False
    factors = figure.frame["ratio_low"].count() if figure.name == "windows" else 1
    return figure.frame.height > 1 and factors > 0


def mapped(view: View, edition: Edition) -> Figure | Missing:
    by = view.by or "country"
    if by in edition.lacks():
        return Missing("map.no_countries", (by,))
    return places(replace(view, options=()))


def funnelled(view: View, edition: Edition) -> Drawn:
    of = mapped(view, edition)
    if isinstance(of, Missing) or of.is_empty:
        return _as_empty(of) if view.show else None
    if view.measure == "share":
        return funnel(replace(view, options=()))
    return Missing("funnel.needs_share") if view.show else None


def _as_empty(of: Figure | Missing) -> Figure | Missing:
    """What stands in place of a panel that is drawn under a map of something."""
    return of if isinstance(of, Missing) else replace(of, frame=of.frame.clear())


def small_maps(view: View, edition: Edition) -> Drawn:
    of = mapped(replace(view, year=None), edition)
    if isinstance(of, Missing) or of.is_empty:
        return _as_empty(of) if view.show else None
    found = periods(replace(view, year=None, options=(), show=""))
    if len(found.facts["periods"]) > 1:
        return found
    return Missing("periods.too_few") if view.show else None


def arcs(view: View, edition: Edition) -> Drawn:
    if not flows.can_flow(edition, view):
        return _NO_FLOW
    found = flows.flows(view)
    if found.is_empty or (view.by or "country") == "country":
        return found
    return Missing("flows.only_countries") if view.show else None


def flow(make: Callable[[View], Figure], view: View, edition: Edition) -> Drawn:
    """Another picture of the flows; that the selection is empty the page says once."""
    if not flows.can_flow(edition, view):
        return _NO_FLOW
    return make(view) if view.show or not flows.flows(view).is_empty else None


def aged(view: View, edition: Edition) -> Figure | Missing:
    return people(view) if can_be_crossed(edition, view.filters) else _NOT_TOGETHER


def staged(view: View, edition: Edition) -> Drawn:
    if len(people_shares.stages_of(edition)) > 1:
        return people_shares.stages(view)
    return Missing("people.no_stages", ("majority_at_exploitation",)) if view.show else None


def followed(name: str, view: View, edition: Edition) -> Drawn:
    """The share of children, or that of each gender: under the others one of them, the one that is chosen."""
    possible = [one for one, (of, _) in _FOLLOWED.items() if people_shares.of_by_year(edition, view.filters, of)]
    if view.show:
        return _FOLLOWED[name][1](view) if name in possible else _NOT_TOGETHER
    chosen = view.option("change") if view.option("change") in possible else next(iter(possible), "")
    return _FOLLOWED[name][1](view) if name == chosen else None


def placed(view: View, edition: Edition) -> Drawn:
    if people_shares.places_offered(edition, view.filters):
        return people_shares.by_place(view)
    return _NOT_TOGETHER if view.show else None


def answered(name: str, questions: tuple[str, ...], view: View, edition: Edition) -> Drawn:
    """A question that may have several answers: their shares, or one of the details of it (after a hyphen)."""
    question, _, detail = name.partition("-")
    if not {*questions} & edition.answers:
        return Missing("parts.lacking_all", questions)
    if question not in edition.answers:
        return Missing("parts.lacking", (question,)) if view.show or not detail else None
    asked = Asked(view.page, view.filters, question)
    if not detail:
        return parts_of.parts(asked)
    if not view.show and (detail != view.option("detail") or not parts_of.parts(asked).facts["known"]):
        return None
    return _detailed(detail, view, edition, asked)


def _detailed(detail: str, view: View, edition: Edition, asked: Asked) -> Figure:
    if detail == "combinations":
        return combinations(asked)
    if detail == "years":
        return parts_of.by_year(asked)
    return parts_of.across(asked._replace(across=parts_of.set_against(view, edition)))


def of_perpetrators(make: Callable[[View], Figure], view: View, edition: Edition) -> Figure | Missing:
    if perpetrators.has_perpetrators(edition):
        return make(view)
    return Missing("perpetrators.nothing", ("perpetrator",))


def compared(view: View, _edition: Edition) -> Figure | Missing:
    return comparison(view) if view.versus else Missing("compare.start")


def revised(view: View, _edition: Edition) -> Figure | None:
    return revisions(view) if are_editions(view) and not comparison(view).facts["refused"] else None


def indicated(view: View, edition: Edition) -> Figure | Missing:
    reason = rates.refusal("sdg", edition, view.filters, view.by, catalogue())
    return Missing(f"dropped.{reason}") if reason else indicator(view)


def known(view: View, edition: Edition) -> Figure | None:
    return answers(view) if edition.kind == "victims" else None


def reporting(view: View, edition: Edition) -> Figure | None:
    return reporters(view) if reporter_of(edition) else None


def present(view: View, edition: Edition) -> Figure | None:
    found = presence(view) if reporter_of(edition) else None
    return found if found and (view.show or not found.is_empty) else None
