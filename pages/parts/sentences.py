"""What a figure says, in words: the takeaway, the quiet line under it, its text alternative and its notes.

A takeaway states values as published. It never says that trafficking changed: years are compared only up to the last
complete one, with how many reported, and where the counting changed between them it says that in place of a factor.
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from pages.parts.series import Point, Series, series
from pages.parts.takeaway_places import answers_takeaway, places_takeaway
from pages.parts.wording import measured, subject
from pages.parts.words import Words
from queries.figures import Figure

_MOST_ITEMS = 4  # series named in one sentence


def takeaway(figure: Figure, words: Words) -> str:
    """The finding in one sentence, true for this selection and these years."""
    if figure.is_empty:
        return words("takeaway.empty")
    said: dict[str, Callable[[Figure, Words], str]] = {"map": places_takeaway, "answers": answers_takeaway}
    return said.get(figure.name, _trend)(figure, words)


def _trend(figure: Figure, words: Words) -> str:
    shown = [one for one in series(figure, words) if any(point.low is not None for point in one.points)]
    if not shown:
        return words("takeaway.no_value")
    return _one(figure, shown[0], words) if len(shown) == 1 else _several(figure, shown, words)


def _one(figure: Figure, one: Series, words: Words) -> str:
    """One series: its first and its last complete period."""
    about = subject(figure, words, one.label if one.code else "")
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
        "first_period": words.period(first.first, first.last),
        "last_period": words.period(last.first, last.last),
    }
    between = [(year, reason) for year, reason in figure.edition.breaks if first.last < year <= last.last]
    if between:
        return _broken(values, between, words)
    ratio = _ratio(first, last, words) if figure.view.measure == "count" else ""
    if not ratio:
        return words("takeaway.two_years_plain", **values)
    reported = _reporters(figure, first, last, words)
    return words(
        "takeaway.two_years_reporters" if reported else "takeaway.two_years", ratio=ratio, **values, **reported
    )


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


def _reporters(figure: Figure, first: Point, last: Point, words: Words) -> dict[str, str]:
    if not first.reporters or not last.reporters or first.reporters == last.reporters == 1:
        return {}
    key = "count.country" if figure.edition.kind == "figures" else "chart.reporters"
    return {
        "first_reporters": words(key, n=first.reporters),
        "last_reporters": words(key, n=last.reporters),
    }


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
    items = [words("takeaway.item", label=o.label, value=_value(figure, p, words)) for o, p in ranked[:_MOST_ITEMS]]
    if len(ranked) > len(items):
        items.append(words("takeaway.rest", n=len(ranked) - len(items)))
    key = {"share": "takeaway.several_share", "index": "takeaway.several_index"}.get(
        figure.view.measure, "takeaway.several"
    )
    said = words(key, period=words.period(*at), items=words("takeaway.separator").join(items))
    by_place = figure.view.by in ("country", "origin", "region", "subregion", "origin_region") and _counts(figure)
    return f"{said} {words('takeaway.depends_on_reporting')}" if by_place else said


def _latest(shown: list[Series]) -> tuple[int, int]:
    """The last complete period in which any series has a value; a provisional one where there is no other."""
    valued = [point for one in shown for point in one.points if point.low is not None]
    firm = [point for point in valued if not point.provisional] or valued
    return max((point.first, point.last) for point in firm)


def known_line(figure: Figure, words: Words) -> str:
    """For how much of the selection the answer is known, with the years' range; published parts beside their total."""
    facts = figure.facts
    if figure.edition.kind == "figures":
        whole = facts.get("whole")
        differ = whole and whole != facts["known"]
        return words("panel.gap", parts=facts["known"], whole=whole) if differ else ""
    asked = facts.get("of") if figure.name == "map" else figure.view.by
    if not asked or not facts["records"]:
        return ""
    if not facts["known"]:
        return words("panel.known_none")
    overall = words("panel.known", percent=words.percent(100 * facts["known"] / facts["records"]))
    lowest, highest = _known_by_year(figure)
    if highest - lowest < 5:
        return overall
    by_year = words("panel.known_years", lowest=words.percent(lowest), highest=words.percent(highest))
    return f"{overall} ({by_year})"


def _known_by_year(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest percentage of records with an answer, over the periods of a trend."""
    if "year_first" not in figure.frame.columns:
        return 0.0, 0.0
    years = (
        figure.frame.filter(pl.col("total") > 0)
        .group_by("year_first")
        .agg(pl.col("known").max(), pl.col("total").max())
    )
    shares = (100 * years["known"] / years["total"]).to_list()
    return (min(shares), max(shares)) if shares else (0.0, 0.0)


def unit_line(figure: Figure, words: Words) -> str:
    """What one is: records, people, detected victims; percent of what; which year is 100."""
    if figure.name == "answers":
        return words("unit.answered")
    unit = _noun(figure, words)
    if figure.view.measure == "share":
        return words("unit.share", unit=unit)
    if figure.view.measure == "index":
        return words("unit.index", unit=unit)
    if figure.name == "map" and figure.edition.kind == "figures":
        return words("unit.average", unit=unit)
    return words("unit.per_year", unit=unit) if is_unequal(figure) else unit


def _noun(figure: Figure, words: Words) -> str:
    if figure.edition.kind == "figures":
        return words(f"unit.{figure.view.filters.indicator}")
    return words(f"unit.{figure.edition.unit}")


def is_unequal(figure: Figure) -> bool:
    """Whether a period of the figure is longer than a year."""
    frame = figure.frame
    return "year_first" in frame.columns and bool((frame["year_last"] > frame["year_first"]).any())


def source_line(figure: Figure, words: Words) -> str:
    """Publisher, title, edition, and when it was loaded."""
    edition = figure.edition
    named = {"publisher": edition.publisher, "title": edition.title, "edition": words.date(edition.edition)}
    return f"{words('panel.source', **named)} ({words('panel.loaded_on', date=words.date(edition.loaded_at.date()))})"


def alt(figure: Figure, words: Words) -> str:
    """The figure for who cannot see it: what kind of picture, of what, and what it says."""
    values: dict[str, Any] = {"unit": unit_line(figure, words), "takeaway": takeaway(figure, words)}
    values["period"] = _span(figure, words)
    if figure.name in ("map", "answers"):
        return words(f"alt.{figure.name}", **values)
    drawn = series(figure, words)
    if is_unequal(figure):
        return words("alt.bars", **values)
    if len(drawn) < 2:
        return words("alt.trend", **values)
    labels = words.list([one.label for one in drawn])
    return words("alt.trend_series", series=words("count.series", n=len(drawn)), labels=labels, **values)


def _span(figure: Figure, words: Words) -> str:
    facts, frame = figure.facts, figure.frame
    if "year_first" in frame.columns and frame["year_first"].drop_nulls().len():
        return words.period(frame["year_first"].min(), frame["year_last"].max())  # type: ignore[arg-type]
    known = facts.get("first_year") and facts.get("last_year")
    return words.period(facts["first_year"], facts["last_year"]) if known else words("filters.any_year")


def notes(figure: Figure, words: Words) -> list[str]:
    """What must be said under the figure: its notes, its breaks with their reasons, what is not drawn."""
    facts = figure.facts
    said = [words(f"note.{code}") for code in figure.notes]
    if figure.edition.represents and figure.edition.kind == "victims":
        said.append(words("note.records_not_people", n=figure.edition.rows, people=figure.edition.represents))
    if facts.get("undated"):
        said.append(words("panel.undated", n=facts["undated"]))
    if facts.get("left_out"):
        said.append(words("panel.left_out", n=facts["left_out"]))
    return said + _breaks(figure, words)


def _breaks(figure: Figure, words: Words) -> list[str]:
    frame = figure.frame
    if "year_first" not in frame.columns or frame.is_empty():
        return []
    first, last = frame["year_first"].min(), frame["year_last"].max()
    inside = [(year, reason) for year, reason in figure.edition.breaks if first < year <= last]  # type: ignore[operator]
    return [words("note.break_in", year=year, reason=words(f"break.{reason}")) for year, reason in inside]
