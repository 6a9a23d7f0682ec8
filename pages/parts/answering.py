"""Which pages have an answer in a data set. Pure."""

from collections.abc import Callable, Mapping
from typing import Final

from pages.parts.contents import FILTERED
from queries.catalogue import Catalogue, Edition
from queries.flows import can_flow
from queries.perpetrators import has_perpetrators
from queries.rates import refusal
from queries.view import Filters, View

_NEEDS: Final[Mapping[str, Callable[[Edition], bool]]] = {
    "map": lambda edition: not {"country", "origin"} <= edition.lacks(),
    "flows": lambda edition: can_flow(edition, View("flows", Filters(), by="country")),
    "people": lambda edition: not {"gender", "age"} <= edition.lacks(),
    "sectors": lambda edition: bool({"sector", "sexual_form"} & edition.answers),
    "recruitment": lambda edition: bool({"recruiter", "method", "means"} & edition.answers),
    "perpetrators": has_perpetrators,
}


def answers(page: str, edition: Edition, loaded: Catalogue) -> bool:
    """Whether a page has something to show of an edition, before anything is filtered."""
    if page == "sdg":
        return not refusal(page, edition, Filters(), "", loaded)
    return _NEEDS[page](edition) if page in _NEEDS else True


def answered(edition: Edition, loaded: Catalogue) -> list[str]:
    """The pages of questions that an edition answers, in the order of the navigation."""
    return [page for page in FILTERED if answers(page, edition, loaded)]


def elsewhere(edition: Edition, loaded: Catalogue) -> dict[str, Edition]:
    """The pages that an edition has nothing for, each with the first loaded one that has: real data before made up."""
    editions = sorted(loaded.editions, key=lambda one: one.is_demonstration)
    missing = [page for page in FILTERED if not answers(page, edition, loaded)]
    found = {page: next((one for one in editions if answers(page, one, loaded)), None) for page in missing}
    return {page: one for page, one in found.items() if one}
