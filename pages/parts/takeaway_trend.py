"""What a time series says: its values as published, never that trafficking changed.

Two years are compared only up to the last complete one, with how many reported in each; where the counting changed
between them, the sentence says that in place of a factor.
"""

from pages.parts.series import Point, Series, series
from pages.parts.wording import measured, subject
from pages.parts.words import Words
from queries.figure import Figure

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
    between = [(year, reason) for year, reason, *_ in figure.breaks if first.last < year <= last.last]
    if between:
        return _broken(values, between, words)
    ratio = _ratio(first, last, words) if figure.view.measure == "count" else ""
    return words("takeaway.two_years", ratio=ratio, **values) if ratio else words("takeaway.two_years_plain", **values)


def _broken(values: dict[str, str], between: list[tuple[int, str]], words: Words) -> str:
    years = sorted({year for year, _ in between})
    reason = words.list([words(f"break.{code}") for year, code in between if year == years[0]])
    key = "takeaway.broken_more" if len(years) > 1 else "takeaway.broken"
    return words(key, n=len(years), break_year=years[0], reason=reason, **values)


def _ratio(first: Point, last: Point, words: Words) -> str:
    """The factor between two periods, with its bounds; empty where the first may be zero."""
    if not first.low or not first.high or last.low is None or last.high is None:
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
    """Several series: their values in the last complete period; counts by country say what they follow."""
    at = _latest(shown)
    valued = [(one, point) for one in shown for point in one.points if (point.first, point.last) == at]
    ranked = sorted(((o, p) for o, p in valued if p.low is not None), key=lambda pair: -(pair[1].low or 0))
    items = [_item(figure, one, point, words) for one, point in ranked[:_MOST_ITEMS]]
    if len(ranked) > len(items):
        items.append(words("takeaway.rest", n=len(ranked) - len(items)))
    key = {"share": "takeaway.several_share", "index": "takeaway.several_index"}.get(
        figure.view.measure, "takeaway.several"
    )
    said = words(key, period=words.period(*at), items=words("takeaway.separator").join(items))
    by_place = figure.view.by in ("country", "origin", "region", "subregion", "origin_region") and _counts(figure)
    return f"{said} {words('takeaway.depends_on_reporting')}" if by_place else said


def _item(figure: Figure, one: Series, point: Point, words: Words) -> str:
    label = words.inside(figure.view.by, one.code) if one.code else one.label
    return words("takeaway.item", label=label, value=_value(figure, point, words))


def _latest(shown: list[Series]) -> tuple[int, int]:
    """The last complete period in which any series has a value; a provisional one where there is no other."""
    valued = [point for one in shown for point in one.points if point.low is not None]
    firm = [point for point in valued if not point.provisional] or valued
    return max((point.first, point.last) for point in firm)
