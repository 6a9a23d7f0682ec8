"""How the answer moves with the years compared, in words."""

from typing import Any

from pages.parts.said import Statement
from pages.parts.same import kind_of
from pages.parts.words import Words
from queries.figure import Figure

Row = dict[str, Any]


def windows_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.moving.moving: the span of the factors over windows of about that length."""
    rows = list(figure.frame.iter_rows(named=True))
    now = next((row for row in rows if row["is_current"]), None)
    if now is None:
        return Statement(words("windows.none"))
    kind = kind_of(figure.edition)
    alike = [row for row in rows if row["ratio_low"] is not None and _is_alike(row, now)]
    if len(alike) < 2:
        return Statement(words(f"windows.too_few_{kind}"), _lines(figure, now, words))
    low, high = min(row["ratio_low"] for row in alike), max(row["ratio_high"] for row in alike)
    counts = [row["reporters"] for row in alike]
    values = {
        "span": words.range(low, high, words.times),
        "reporters": words.range(min(counts), max(counts)),
    }
    return Statement(words(f"windows.moves_{kind}", **values), _lines(figure, now, words))


def _is_alike(row: Row, now: Row) -> bool:
    """Between half and twice as long as the window compared: a year's change says nothing beside that of ten."""
    years = now["last"] - now["first"]
    return bool(years <= 2 * (row["last"] - row["first"]) and row["last"] - row["first"] <= 2 * years)


def _lines(figure: Figure, now: Row, words: Words) -> tuple[str, ...]:
    years = {"first_year": now["first"], "last_year": now["last"]}
    about = words("windows.about", **years)
    if now["ratio_low"] is None:
        return (words(f"windows.silent_{now['status']}", **years), about)
    factor = words.range(now["ratio_low"], now["ratio_high"], words.times)
    same = words(f"chart.same_{kind_of(figure.edition)}", n=now["reporters"])
    lines = (words("windows.now", factor=factor, same=same, **years), about)
    pending = now["last"] in figure.edition.provisional
    return (words("statement.provisional_figures", last_year=now["last"]), *lines) if pending else lines
