"""What may be said of the trend of each series of a figure, or why nothing is (METHODS rules 7, 10 and 12)."""

from collections.abc import Mapping

import polars as pl

from queries.account import Account
from queries.breaks import unanswered
from queries.catalogue import Edition
from queries.interval import Interval
from queries.trend_tests import LEAST_POINTS, Finding, Reason, Unsaid
from queries.trend_tests import findings as tested
from queries.uncertainty import may_test
from queries.view import View


def findings(
    edition: Edition, view: View, frame: pl.DataFrame, accounts: Mapping[str, Account]
) -> dict[str, Finding | Unsaid]:
    """Code -> the finding of its constant panel between the years of its account, or why there is none.

    `frame` is that of queries.figures.trend with the panel's line, `accounts` those of its facts. An index moves as its
    count does: it is tested as the count, and its slope is one of counts. The series are tested together.
    """
    said: dict[str, Finding | Unsaid] = {}
    series: dict[str, dict[int, Interval]] = {}
    for code, account in accounts.items():
        part = frame.filter(pl.col("code") == code, pl.col("year_first").is_between(account.first, account.last))
        found = _points(part, view.measure)
        reason = _unsaid(edition, view, account, part, found)
        if reason:
            said[code] = reason
        else:
            series[code] = found
    said |= tested(series, percent=view.measure == "share")
    return {code: said[code] for code in accounts}


def _points(part: pl.DataFrame, measure: str, provisional: bool = False) -> dict[int, Interval]:
    """The values of the panel by year; years that are provisional only where they are asked for."""
    low, high = ("panel_value_low", "panel_value_high") if measure == "share" else ("panel_low", "panel_high")
    firm = part.filter(pl.col(low).is_not_null(), ~pl.col("provisional") | pl.lit(provisional))
    return {year: Interval(least, most) for year, least, most in firm.select("year_first", low, high).iter_rows()}


def _unsaid(
    edition: Edition, view: View, account: Account, part: pl.DataFrame, points: Mapping[int, Interval]
) -> Unsaid | None:
    """The first reason that holds."""
    if not may_test(edition):
        return Unsaid("protection")
    if account.ground == "nobody":
        return Unsaid("nobody")
    if account.ground == "small":
        return Unsaid("panel")
    if view.measure == "rate":  # the counts behind it are what is tested
        return Unsaid("measure")
    if unanswered(edition, view, account):
        return Unsaid("break")
    return None if _are_enough(points) else Unsaid(_too_few(view, part))


def _too_few(view: View, part: pl.DataFrame) -> Reason:
    if _are_enough(_points(part, view.measure, provisional=True)):
        return "provisional"
    # The panel reported, but its percentages rest on too few answers.
    asked_in_vain = view.measure == "share" and _are_enough(_points(part, "count"))
    return "measure" if asked_in_vain else "points"


def _are_enough(points: Mapping[int, Interval]) -> bool:
    """Eight or more, and a year after the other: a gap may hide what happened in it."""
    return len(points) >= LEAST_POINTS and max(points) - min(points) + 1 == len(points)
