"""How a change is written: as a factor where it doubled, else in percent, with both bounds where they differ; as two
values where a factor would say more than is known."""

from typing import Final

from pages.parts.little_known import at_point
from pages.parts.series import Point
from pages.parts.statement_trend_case import Case
from pages.parts.words import Words
from queries.interval import Interval

DOUBLED: Final = 2.0  # from here on a factor reads better than a percentage
BESIDE_A_FACTOR: Final = 1.2  # ... and beside one, from here on
WHOLE: Final = 10  # factors and percentages are whole numbers from here on
STABLE: Final = 0.1  # percent: less is no change to speak of


def changes(moved: Interval, same: Interval, words: Words) -> tuple[str, str]:
    """Two factors in words, in one form where that reads well."""
    return change(moved, words, beside=same), change(same, words, beside=moved)


def change(factor: Interval, words: Words, beside: Interval | None = None) -> str:
    """× 6.0, +11 %, −92 %, stable; between two of them where the bounds differ."""
    near_a_factor = beside is not None and beside.high >= DOUBLED and factor.low >= BESIDE_A_FACTOR
    if factor.high >= DOUBLED or near_a_factor:
        return words.range(*_visible(factor.low, factor.high), words.times)
    low, high = _visible(100 * (factor.low - 1), 100 * (factor.high - 1))
    if max(abs(low), abs(high)) < STABLE:
        return words("statement.stable")
    return words.range(low, high, lambda percent: signed(percent, words))


def _visible(low: float, high: float) -> tuple[float, float]:
    """Both bounds, or twice the middle where they lie closer together than the last digit written."""
    middle = (low + high) / 2
    digit = 1.0 if abs(middle) >= WHOLE else 0.1
    return (low, high) if high - low >= digit else (middle, middle)


def signed(percent: float, words: Words) -> str:
    """+11 %, −3.4 %, 0 %."""
    if abs(percent) < STABLE:
        return words.percent(0)
    return ("+" if percent > 0 else "\u2212") + words.percent(abs(percent))


def signed_number(number: float, words: Words) -> str:
    """+1,200, −3.4, 0."""
    digits = 0 if abs(number) >= 10 else 1
    if round(abs(number), digits) == 0:
        return words.number(0)
    return ("+" if number > 0 else "\u2212") + words.number(abs(number), digits)


def value(case: Case, found: Interval) -> str:
    """A value of the account in its unit: a count or a percentage, "between a and b" where the bounds differ."""
    return case.words.range(found.low, found.high, case.words.writer(case.figure.view.measure))


def per_year(case: Case, point: Point, found: Interval) -> str:
    """The same, "per year" where its period is longer than one."""
    return _averaged(case, point, value(case, found))


def _averaged(case: Case, point: Point, written: str) -> str:
    is_averaged = point.years > 1 and case.figure.view.measure == "count"
    return case.words("takeaway.per_year", number=written) if is_averaged else written


def pair(case: Case, before: Interval, after: Interval) -> str:
    """Two values on the way from one to the other: from 1,633 to 1,577; bounds stand close together. "per year" where a
    period is longer than one."""
    a = _averaged(case, case.first, _close(case, before))
    b = _averaged(case, case.last, _close(case, after))
    return case.words("statement.both_years", a=a) if a == b else case.words("statement.pair", a=a, b=b)


def _close(case: Case, found: Interval) -> str:
    write = case.words.writer(case.figure.view.measure)
    low, high = write(found.low), write(found.high)
    return low if low == high else case.words("map.range", low=low, high=high)


def period(case: Case, point: Point) -> str:
    """The years of a point; called provisional where they are. A share says where it is known for few."""
    known = at_point(case.figure, case.account.code, point.first, case.words)
    return _remarked(case, point, [known] if known else [])


def reported(case: Case, point: Point) -> str:
    """The years of a point, and how many reporters stand behind it where more than one may."""
    n = case.account.reporters_from if point == case.first else case.account.reporters_to
    is_one = case.account.ground == "one" or len(case.figure.view.filters.country) == 1
    counted = [] if not n or is_one else [case.words(f"count.{case.kind}", n=n)]
    return _remarked(case, point, counted)


def _remarked(case: Case, point: Point, remarks: list[str]) -> str:
    years = case.words.period(point.first, point.last)
    remarks = [*remarks, *([case.words("chart.provisional")] if point.provisional else [])]
    return case.words("takeaway.reported", period=years, remarks=", ".join(remarks)) if remarks else years
