"""How the answer moves with the years compared, in words."""

from typing import Any

from pages.parts.said import Statement
from pages.parts.same import kind_of
from pages.parts.statement_trend_amounts import change
from pages.parts.words import Words
from queries.account import Account
from queries.figure import Figure
from queries.interval import Interval

Row = dict[str, Any]


def windows_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.moving.moving: the span of the changes over other windows of about that length."""
    rows = list(figure.frame.iter_rows(named=True))
    now = next((row for row in rows if row["is_current"]), None)
    if now is None:
        return Statement(words("windows.none"))
    kind = kind_of(figure.edition)
    others = [row for row in rows if row is not now and row["ratio_low"] is not None and _is_alike(row, now)]
    if len(others) < 2:
        return Statement(words(f"windows.too_few_{kind}"), _lines(figure, now, words))
    least, most = _least_and_most(others, words)
    span = "one" if least == most else "span"
    said = words(f"windows.{span}_{kind}", low=least, high=most, counts=_counts(others, kind, words))
    return Statement(said, _lines(figure, now, words))


def _is_alike(row: Row, now: Row) -> bool:
    """Between half and twice as long as the window compared: a year's change says nothing beside that of ten."""
    years = now["last"] - now["first"]
    return bool(years <= 2 * (row["last"] - row["first"]) and row["last"] - row["first"] <= 2 * years)


def _counts(rows: list[Row], kind: str, words: Words) -> str:
    low, high = (end(row["reporters"] for row in rows) for end in (min, max))
    if low == high:
        return words(f"windows.counts_{kind}", n=low)
    return words(f"windows.counts_moving_{kind}", low=low, high=high)


def _least_and_most(rows: list[Row], words: Words) -> tuple[str, str]:
    """The smallest and the largest change, in one form where that reads well."""
    low, high = (Interval(end, end) for end in (min(r["ratio_low"] for r in rows), max(r["ratio_high"] for r in rows)))
    return _change(low, high, words), _change(high, low, words)


def _change(one: Interval, beside: Interval | None, words: Words) -> str:
    """In a sentence that leads from one number to another: 0 % for what is stable."""
    said = change(one, words, beside=beside)
    return words.percent(0) if said == words("statement.stable") else said


def _lines(figure: Figure, now: Row, words: Words) -> tuple[str, ...]:
    years = {"first_year": now["first"], "last_year": now["last"]}
    about = words("windows.about", **years)
    if now["ratio_low"] is None:
        return (words(f"windows.silent_{now['status']}", **years), about)
    same = words(f"statement.same_{kind_of(figure.edition)}", n=now["reporters"])
    lines = (words("windows.now", change=_as_in_the_headline(figure, now, words), same=same, **years), about)
    pending = now["last"] in figure.edition.provisional
    return (words("statement.provisional_figures", last_year=now["last"]), *lines) if pending else lines


def _as_in_the_headline(figure: Figure, now: Row, words: Words) -> str:
    """The change of the years compared in the form in which the trend tells it beside that as published."""
    found: Account | None = figure.facts.get("account")
    moved = found.all_to.over(found.all_from) if found else None
    return change(Interval(now["ratio_low"], now["ratio_high"]), words, beside=moved)
