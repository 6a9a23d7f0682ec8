"""Is the rise in my region real? The trends that answer it, over the last ten complete years of a data set."""

from typing import Final

from queries.catalogue import Catalogue, Edition
from queries.figure import Figure
from queries.figures import trend
from queries.reporters import reporter_of
from queries.view import Filters, View

YEARS: Final = 10


def window(edition: Edition) -> tuple[int, int] | None:
    """The last ten complete years of an edition, or as many as it has; None where no year is complete."""
    if edition.first_year is None or edition.last_year is None:
        return None
    complete = [year for year in range(edition.first_year, edition.last_year + 1) if year not in edition.provisional]
    return (max(complete[0], complete[-1] - YEARS + 1), complete[-1]) if complete else None


def asked(edition: Edition, region: str = "") -> View:
    """The trend that answers for a region; for all together without one."""
    first, last = window(edition) or (None, None)
    filters = Filters(edition.dataset, edition.edition, from_=first, to=last)
    return View("trends", filters.having({"region": (region,) if region else ()}))


def rises(edition: Edition) -> dict[str, Figure]:
    """Region -> its trend, by code; "" -> that of all together, first. Regions without a value have none.

    They are the very figures that the trends page draws: once one is opened there, it is already at hand.
    """
    regions = [] if "region" in edition.lacks() else sorted(edition.options.get("region", {}))
    found = {region: trend(asked(edition, region)) for region in ("", *regions)}
    return {region: figure for region, figure in found.items() if "" in figure.facts["accounts"]}


def answers_better(edition: Edition, loaded: Catalogue) -> Edition | None:
    """The loaded data set that can answer where this one cannot: published by the countries that report."""
    others = (other for other in loaded.editions if other.dataset != edition.dataset and not other.is_demonstration)
    return next((other for other in others if reporter_of(other) == "country"), None)
