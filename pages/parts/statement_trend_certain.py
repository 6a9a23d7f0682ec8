"""How certain a change over the years is: the graded words of a test, or in short why there is none."""

from typing import Any

from pages.parts.statement_trend_amounts import signed_number
from pages.parts.statement_trend_case import Case
from pages.parts.words import Words
from queries.figure import Figure


def certainty(case: Case) -> str:
    """Of one series, in a sentence; empty where it was not looked at, or where what is said already tells why."""
    finding = finding_of(case.figure, case.account.code)
    if finding is None:
        return ""
    reason = getattr(finding, "reason", None)
    if reason is not None:
        is_told = reason == "nobody" or (reason == "panel" and case.account.ground == "small")
        return "" if is_told else case.words(f"statement.unsaid_{reason}")
    period = case.words.period(finding.first, finding.last)
    where = case.words(f"statement.tested_{case.kind}") if case.holds_a_panel else ""
    values = {"n": finding.points, "period": period, "where": where, "graded": graded(finding, case.words)}
    if finding.grade == "none":
        return case.words("statement.tested_none", **values)
    slope, low, high = (
        signed_number(_rounded(number), case.words)
        for number in (finding.slope_mid, finding.slope.low, finding.slope.high)
    )
    if case.is_share:
        slope = case.words("statement.points", n=_rounded(finding.slope_mid), number=slope)
    return case.words("statement.tested", slope=slope, low=low, high=high, **values)


def _rounded(number: float) -> float:
    """To two significant digits: an interval this wide knows no more."""
    return float(f"{number:.2g}")


def finding_of(figure: Figure, code: str) -> Any:
    """What the test of a series found, or why there is none (queries.trend_tests); None where it was not asked."""
    return figure.facts.get("findings", {}).get(code)


def graded(finding: Any, words: Words) -> str:
    """No clear change, possibly rising, clearly falling."""
    if finding.grade == "none":
        return words("statement.no_clear_change")
    way = "rising" if finding.direction > 0 else "falling"
    return words(f"statement.{finding.grade}_{way}")
