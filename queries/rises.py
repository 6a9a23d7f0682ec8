"""Is the rise in my region real? The account of each region of a data set, over its last ten complete years."""

from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from queries.account import Account
from queries.breaks import unanswered
from queries.catalogue import Catalogue, Edition
from queries.figure import Figure
from queries.figures import trend
from queries.interval import Interval
from queries.measures import SMALL_BASE
from queries.reporters import reporter_of
from queries.view import Filters, View

YEARS: Final = 10


@dataclass(frozen=True)
class Rise:
    """One region's account, and the years within it in which the counting changed. `region` is "" for all together.

    `until` is the last year of the first period and `since` the first one of the last period: those of the account
    itself, unless the data set publishes several years as one. Such a value is an average year's.
    """

    region: str
    account: Account
    until: int
    since: int
    broken: tuple[int, ...] = ()

    @property
    def published(self) -> Interval | None:
        """The factor as published; None where the years cannot be compared or the first is too small to grow from."""
        one = self.account
        return None if self.broken or one.ground == "nobody" else _factor(one, one.all_from, one.all_to)

    @property
    def same(self) -> Interval | None:
        """The factor in the same reporters; None where no panel speaks for the region."""
        one = self.account
        if self.broken or one.panel is None or one.ground not in ("panel", "all"):
            return None
        return _factor(one, one.panel.at_from, one.panel.at_to)


def _factor(one: Account, at_from: Interval, at_to: Interval) -> Interval | None:
    return at_to.over(at_from) if one.first < one.last and at_from.low >= SMALL_BASE else None


def window(edition: Edition) -> tuple[int, int] | None:
    """The last ten complete years of an edition, or as many as it has; None where no year is complete."""
    if edition.first_year is None or edition.last_year is None:
        return None
    complete = [year for year in range(edition.first_year, edition.last_year + 1) if year not in edition.provisional]
    return (max(complete[0], complete[-1] - YEARS + 1), complete[-1]) if complete else None


def asked(edition: Edition, region: str = "") -> View:
    """The trend that answers for a region: what the row of `rises` says, and where its link leads."""
    first, last = window(edition) or (None, None)
    filters = Filters(edition.dataset, edition.edition, from_=first, to=last)
    return View("trends", filters.having({"region": (region,) if region else ()}))


def rises(edition: Edition) -> list[Rise]:
    """All together, then the regions of the data set by their codes; those without a value have no row.

    The regions are asked for at once: a breakdown gives each of them the account that its own trend has.
    """
    whole = asked(edition)
    figures = [trend(whole)]
    if "region" not in edition.lacks():
        figures.append(trend(replace(whole, by="region")))
    accounts = [(figure, code) for figure in figures for code in sorted(figure.facts["accounts"])]
    return [_rise(figure, code) for figure, code in accounts]


def _rise(figure: Figure, region: str) -> Rise:
    one: Account = figure.facts["accounts"][region]
    periods = {"year_first": one.first, "year_last": one.last}
    until, since = (
        figure.frame.filter(pl.col("code") == region, pl.col(name) == year)[other].item()
        for (name, year), other in zip(periods.items(), ("year_last", "year_first"), strict=True)
    )
    between = unanswered(figure.edition, asked(figure.edition, region), one)
    return Rise(region, one, until, since, tuple(sorted({found.year for found in between})))


def answers_better(edition: Edition, loaded: Catalogue) -> Edition | None:
    """The loaded data set that can answer where this one cannot: published by the countries that report."""
    others = (other for other in loaded.editions if other.dataset != edition.dataset and not other.is_demonstration)
    return next((other for other in others if reporter_of(other) == "country"), None)
