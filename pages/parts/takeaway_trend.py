"""What a time series says: its values as published, never that trafficking changed.

Two years are compared only up to the last complete one, with how many reported in each; where the counting changed
between them, the sentence says that in place of a factor.
"""

from pages.parts.changes import between, by_reason, reasons
from pages.parts.series import Point, Series, latest, series
from pages.parts.wording import broken_down, measured, subject
from pages.parts.words import Words
from queries.catalogue import Break
from queries.figure import Figure
from queries.measures import SMALL_BASE
from queries.view import PLACES

_MOST_ITEMS = 4  # series named in one sentence


def trend_takeaway(figure: Figure, words: Words) -> str:
    """The finding of queries.figures.trend, for one series or several."""
    shown = [one for one in series(figure, words) if any(point.low is not None for point in one.points)]
    if not shown:
        return words("takeaway.no_value")
    return _one(figure, shown[0], words) if len(shown) == 1 else _several(figure, shown, words)


def _one(figure: Figure, one: Series, words: Words) -> str:
    """One series: its first and its last complete period."""
    about = subject(figure, words, one.code)
    valued = [point for point in one.points if point.low is not None]
    firm = [point for point in valued if not point.provisional]
    if len(firm) < 2:
        point = firm[0] if firm else valued[-1]
        if figure.view.measure == "index":
            return words("takeaway.index_one", subject=about, period=words.period(point.first, point.last))
        key = "takeaway.one_year" if firm else "takeaway.only_provisional"
        return words(key, subject=about, a=_value(figure, point, words), period=words.period(point.first, point.last))
    return _two(figure, about, firm[0], firm[-1], words)


def _two(figure: Figure, about: str, first: Point, last: Point, words: Words) -> str:
    values = {
        "subject": about,
        "a": _value(figure, first, words),
        "b": _value(figure, last, words),
        "first_period": _period(figure, first, words),
        "last_period": _period(figure, last, words),
    }
    changed = between(figure, first.last, last.last)
    if figure.view.measure == "index":
        return _indexed(values, changed, words)
    if changed:
        return _broken(values, changed, words)
    ratio = _ratio(first, last, words) if _counts(figure) and first.reporters == last.reporters else ""
    return words("takeaway.two_years", ratio=ratio, **values) if ratio else words("takeaway.two_years_plain", **values)


def _indexed(values: dict[str, str], changed: list[Break], words: Words) -> str:
    """An index is of our making: never "as published"."""
    if changed:
        return words("takeaway.index_broken", reasons=reasons(changed, words), **values)
    return words("takeaway.index", **values)


def _broken(values: dict[str, str], changed: list[Break], words: Words) -> str:
    """In place of a factor, why the two years cannot be compared."""
    if len({found.year for found in changed}) > 1:
        return words("takeaway.broken_more", reasons=reasons(changed, words), **values)
    reason = words.list([words(f"break.{code}") for code in by_reason(changed)])
    return words("takeaway.broken", break_year=changed[0].year, reason=reason, **values)


def _ratio(first: Point, last: Point, words: Words) -> str:
    """The factor between two periods with as many reporters, with its bounds; empty where the first is too small."""
    if not first.low or first.low < SMALL_BASE or not first.high or last.low is None or last.high is None:
        return ""
    return words.range(last.low / first.high, last.high / first.low, words.times)


def _period(figure: Figure, point: Point, words: Words) -> str:
    """The years of a point, and how many reporters stand behind it where more than one may."""
    years = words.period(point.first, point.last)
    if not point.reporters or len(figure.view.filters.country) == 1:
        return years
    key = "count.country" if figure.edition.kind == "figures" else "chart.reporters"
    return words("takeaway.reported", period=years, reporters=words(key, n=point.reporters))


def _value(figure: Figure, point: Point, words: Words) -> str:
    written = measured(figure, point.low or 0.0, point.high or 0.0, words)
    return words("takeaway.per_year", number=written) if point.years > 1 and _counts(figure) else written


def _counts(figure: Figure) -> bool:
    return figure.view.measure == "count"


def _several(figure: Figure, shown: list[Series], words: Words) -> str:
    """Several series, in the order they are drawn: their values in the last complete period. By place they say what
    they follow."""
    at = latest(shown)
    valued = [(one, point) for one in shown for point in one.points if (point.first, point.last) == at]
    ranked = [(one, point) for one, point in valued if point.low is not None]
    items = [_item(figure, one, point, words) for one, point in ranked[:_MOST_ITEMS]]
    if len(ranked) > len(items):
        items.append(words("takeaway.rest", n=len(ranked) - len(items)))
    key = {"share": "takeaway.several_share", "index": "takeaway.several_index"}.get(
        figure.view.measure, "takeaway.several"
    )
    listed = words("takeaway.separator").join(items)
    said = words(key, subject=broken_down(figure, words), period=words.period(*at), items=listed)
    return f"{said} {words('takeaway.depends_on_reporting')}" if figure.view.by in PLACES else said


def _item(figure: Figure, one: Series, point: Point, words: Words) -> str:
    label = words.inside(figure.view.by, one.code) if one.code else one.label
    return words("takeaway.item", label=label, value=_value(figure, point, words))
