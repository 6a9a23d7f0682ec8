"""Who alone makes most of the change in the same reporters: a rise that one of them makes is not one of all."""

from pages.parts.statement_trend_amounts import change, pair
from pages.parts.statement_trend_case import VISIBLE, Case, reporter_name
from queries.leading import Leading
from queries.measures import SMALL_BASE
from queries.panels import Panel

MOST_SLACK = 0.1  # of the change that censored values may take away: above it, nobody's part is told


def leading(case: Case) -> str:
    """In a sentence, with what the others of a panel did; empty where no one makes most of it. Where all report in
    every year, its part in the change as published says it."""
    one = leader(case)
    if one is None or not case.holds_a_panel:
        return ""
    return case.words(
        f"statement.leading_{_size(one.share)}_{case.kind}",
        percent=case.words.percent(100 * one.share),
        reporter=reporter_name(one.reporter, case.words),
        rest=_rest(case, one),
    )


def leader(case: Case) -> Leading | None:
    """Who makes most of the change in the same reporters, where that change is large and sure enough to have parts."""
    found = case.account
    is_coming_in = case.last.provisional and case.is_record_file
    if case.is_ratio or is_coming_in or found.ground not in ("panel", "all") or not found.panel:
        return None
    return found.leading if _is_a_change(found.panel) else None


def _is_a_change(same: Panel) -> bool:
    moved = abs(same.at_to.low - same.at_from.low)
    slack = same.at_to.high - same.at_to.low + same.at_from.high - same.at_from.low
    return moved >= SMALL_BASE and moved >= VISIBLE * same.at_from.low and slack <= MOST_SLACK * moved


def _size(share: float) -> str:
    return "part" if share < 0.995 else "whole" if share < 1.005 else "beyond"


def _rest(case: Case, one: Leading) -> str:
    """What the others did: a change; two values on a small base, or where the counting changed in between."""
    has_a_factor = case.is_comparable and one.from_without.low >= SMALL_BASE
    factor = one.to_without.over(one.from_without) if has_a_factor else None
    return change(factor, case.words) if factor else pair(case, one.from_without, one.to_without)
