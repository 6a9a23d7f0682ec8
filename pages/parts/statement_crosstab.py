"""What a crosstab says: the combination registered most often, or how far a share differs. No place is ranked."""

from typing import Any, Final

import polars as pl

from pages.parts.changes import between, by_reason, listed
from pages.parts.compare_words import span
from pages.parts.crosstab_axes import label
from pages.parts.crosstab_said import crossed, dimensions_of, lower, of_what
from pages.parts.little_known import of_rows
from pages.parts.said import Statement
from pages.parts.wording import subject
from pages.parts.words import Words
from queries.crosstab import SEVERAL
from queries.crosstab_link import dimensions
from queries.figure import Figure
from queries.view import PLACES

# What is never named as the highest or the lowest: counts of places follow who registers there, years are an order.
_UNNAMED: Final = (*PLACES, "year")
# Nor are counts of ages: a band of nine years holds more people than one of three.
_UNCOUNTED: Final = (*_UNNAMED, "age")


def crosstab_statement(figure: Figure, words: Words) -> Statement:
    """The finding of the figure of queries.crosstab.crosstab, and what it rests on."""
    share = figure.view.measure == "share"
    headline = _of_shares(figure, words) if share else _of_counts(figure, words)
    lines = [*_basis(figure, words), *_cautions(figure, words), *_breaks(figure, words)]
    return Statement(headline, tuple(line for line in lines if line))


def _of_counts(figure: Figure, words: Words) -> str:
    """The largest combination of known codes; where one is a place or a year, or where two may be the largest (equal,
    or between bounds that overlap), only what the table is of."""
    named = {"subject": subject(figure, words), "all": _records(figure, words)}
    asked, beside = figure.facts["asked"], figure.facts["beside"]
    plain = figure.frame.filter(pl.col(asked).is_not_null() & pl.col(beside).is_not_null() & (pl.col("low") > 0))
    unnamed = _UNCOUNTED if figure.edition.kind == "victims" else _UNNAMED
    if {*dimensions(figure.view)} & {*unnamed} or figure.view.option("within") or plain.is_empty():
        return words("table.says", dimensions=dimensions_of(figure, words), **named)
    top = plain.sort("low", "high", descending=True).row(0, named=True)
    if plain.filter(pl.col("high") >= top["low"]).height > 1:
        return words("table.says", dimensions=dimensions_of(figure, words), **named)
    first, second = (words.inside(name, top[name]) for name in (asked, beside))
    n = span(top["low"], top["high"], words.number)
    return words("table.says_most", first=_capital(first), second=second, number=n, **named)


def _records(figure: Figure, words: Words) -> str:
    facts = figure.facts
    low, high = (facts["known"], facts["known_high"]) if figure.edition.kind == "figures" else (facts["records"],) * 2
    return span(low, high, words.number)


def _of_shares(figure: Figure, words: Words) -> str:
    """The share of the answer that is given most, where it is lowest and where it is highest."""
    asked, beside = figure.facts["asked"], figure.facts["beside"]
    frame = figure.frame.filter(pl.col(beside).is_not_null() & pl.col("value_low").is_not_null())
    within = figure.view.option("within")
    margin: pl.DataFrame = figure.facts["margin"]
    sizes = margin.filter(pl.col(asked).is_not_null()).group_by(asked).agg(pl.col("low").sum())
    if frame.is_empty() or sizes.is_empty():
        return words("table.says_no_share")
    code = sizes.sort("low", asked, descending=[True, False])[asked][0]
    ordered = frame.filter(pl.col(asked) == code).sort("value_low", "value_high", beside)
    if ordered.is_empty():
        return words("table.says_no_share")
    answer = _capital(_inside(asked, code, words))
    least, most = ordered.row(0, named=True), ordered.row(-1, named=True)
    values = {"answer": answer, "crossed": lower(crossed(figure, words)), "low": _percent(least, words)}
    values["few"] = of_rows(figure.frame.filter(pl.col(asked) == code), words)
    if ordered.height == 1:
        return words("table.says_share", **values)
    values["high"] = _percent(most, words)
    if values["high"] == values["low"]:
        return words("table.says_same", **values)
    if beside in _UNNAMED or within:
        return words("table.says_shares", **values) + _alike(least, most, words)
    ends = {"least": _inside(beside, least[beside], words), "most": _inside(beside, most[beside], words)}
    return words("table.says_shares_named", **values, **ends) + _alike(least, most, words)


def _inside(dimension: str, code: str, words: Words) -> str:
    return label(dimension, code, words) if dimension == "year" else words.inside(dimension, code)


def _percent(row: dict[str, Any], words: Words) -> str:
    return words.range(row["value_low"], row["value_high"], words.percent)


def _alike(least: dict[str, Any], most: dict[str, Any], words: Words) -> str:
    """A range is an order: not where the 95 % intervals of its ends overlap."""
    known = least["ci_high"] is not None and most["ci_low"] is not None
    return f" {words('takeaway.places_alike')}" if known and least["ci_high"] >= most["ci_low"] else ""


def _basis(figure: Figure, words: Words) -> list[str]:
    """What one hundred percent is, and that totals are no sums."""
    share, several = figure.view.measure == "share", {*dimensions(figure.view)} & {*SEVERAL}
    found = [of_what(figure, words)] if share else []
    if figure.edition.kind == "figures":
        by_year = "year" in dimensions(figure.view)
        sums = words("table.sums_years" if by_year else "table.sums")
        return [*found, *([] if by_year else [words("people.added_up")])] if share else [sums]
    return [*found, words("table.totals_several")] if several and not share else found


def _cautions(figure: Figure, words: Words) -> list[str]:
    counts = figure.view.measure != "share"
    placed = counts and {*dimensions(figure.view)} & {*PLACES}
    periods = counts and "year_first" in figure.frame.columns
    told = [words("table.not_ranked") if placed else "", words("table.periods") if periods else ""]
    return [*told, *_provisional(figure, words)]


def _provisional(figure: Figure, words: Words) -> list[str]:
    """Which of the years that stand beside each other are still filling up."""
    if "year" not in figure.frame.columns:
        return []
    spans = [[int(end) for end in code.split("-")] for code in figure.frame["year"].drop_nulls().unique()]
    filling = sorted(figure.edition.provisional)
    years = [str(year) for year in filling if any(span[0] <= year <= span[-1] for span in spans)]
    return [words("periods.provisional", years=words.list(years), n=len(years))] if years else []


def _breaks(figure: Figure, words: Words) -> list[str]:
    """Where years stand beside each other: what changed in the counting between them."""
    if "year" not in dimensions(figure.view):
        return []
    first, last = figure.facts["first_year"], figure.facts["last_year"]
    found = by_reason(between(figure, first, last)) if first and last else {}
    return [
        words("note.break_in", year=listed(years, words), reason=words(f"break.{reason}"))
        for reason, years in found.items()
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
