"""What records say of perpetrators, in words: shares of the records that say anything of a part, never a count of
perpetrators, and nothing of a difference between made rows. Pure."""

from typing import Any

import polars as pl

from pages.parts.changes import between
from pages.parts.little_known import aside, of_rows
from pages.parts.said import Statement
from pages.parts.statement_shares import MOST_ITEMS
from pages.parts.words import Words
from queries.figure import Figure
from queries.perpetrators import part_of
from queries.uncertainty import may_test
from queries.view import PERPETRATORS

Row = dict[str, Any]


def perpetrators_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.perpetrators.perpetrators: the part that is asked for, and for how many records any is
    told."""
    part = part_of(figure.view)
    own = figure.frame.filter(pl.col("asked") == part, pl.col("perpetrator").is_not_null())
    known = [_known(figure, one, words) for one in PERPETRATORS if one in set(figure.frame["asked"])]
    line = words("perpetrators.told_for", items=words.list(known))
    if not own["value_low"].count():
        return Statement(words("takeaway.no_value"), (line,))
    row = own.row(0, named=True)
    few = aside(row["known"], row["total"], words, "takeaway.of_all")
    return Statement(words(f"perpetrators.headline_{part}", items=_items(own, "perpetrator", words), few=few), (line,))


def _known(figure: Figure, part: str, words: Words) -> str:
    row = figure.frame.filter(pl.col("asked") == part).row(0, named=True)
    return words(f"perpetrators.known_{part}", percent=words.percent(100 * row["known"] / max(1, row["total"])))


def _items(frame: pl.DataFrame, column: str, words: Words) -> str:
    """The codes with their percentages, the highest first, and how many more there are: the parts of one question."""
    ordered = frame.filter(pl.col("value_low").is_not_null()).sort("value_low", column, descending=[True, False])
    items = [
        words("takeaway.item", label=words.inside("perpetrator", row[column]), value=words.percent(row["value_low"]))
        for row in ordered.head(MOST_ITEMS).iter_rows(named=True)
    ]
    more = ordered.height - len(items)
    return words.list([*items, words("parts.others", n=more)] if more else items)


def periods_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.perpetrators.periods: the last complete period, and the first one beside it."""
    valued = figure.frame.filter(pl.col("value_low").is_not_null()).sort("year_first")
    if valued.is_empty():
        return Statement(words("takeaway.no_value"))
    firm = valued.filter(~pl.col("provisional"))
    last = (firm if firm.height else valued).row(-1, named=True)
    first = valued.row(0, named=True)
    few = aside(last["known"], last["total"], words, "takeaway.of_all")
    headline = words("perpetrators.in_period", period=_period(last, words), items=_of(valued, last, words), few=few)
    lines = [words("perpetrators.unequal")]
    if first["year_first"] < last["year_first"]:
        told = {"period": _period(first, words), "items": _of(valued, first, words)}
        lines.insert(0, words("perpetrators.first_period", **told))
        lines += _breaks(figure, first, last, words)
    return Statement(headline, tuple(lines) + _untested(figure, words))


def _period(row: Row, words: Words) -> str:
    return words.period(row["year_first"], row["year_last"])


def _of(valued: pl.DataFrame, row: Row, words: Words) -> str:
    return _items(valued.filter(pl.col("year_first") == row["year_first"]), "code", words)


def _breaks(figure: Figure, first: Row, last: Row, words: Words) -> list[str]:
    found = between(figure, first["year_first"], last["year_last"])
    return [words("perpetrators.broken", break_year=one.year, reason=words(f"break.{one.reason}")) for one in found[:1]]


def across_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.perpetrators.across: the code that most records tell, for each of the others."""
    part, other = figure.facts["part"], figure.facts["across"]
    valued = figure.frame.filter(pl.col("value_low").is_not_null(), pl.col(other).is_not_null())
    if valued.is_empty():
        return Statement(words("takeaway.no_value"))
    sizes = valued.group_by(part).agg(pl.col("low").sum()).sort("low", part, descending=[True, False])
    code = sizes[part][0]
    told = valued.filter(pl.col(part) == code)
    items = [
        words("perpetrators.among", label=words.inside(other, row[other]), percent=words.percent(row["value_low"]))
        for row in told.iter_rows(named=True)
    ]
    label = words.label("perpetrator", code)
    headline = words("perpetrators.across", label=label, items=words.list(items), few=of_rows(told, words))
    return Statement(headline, (words("perpetrators.across_known"), *_untested(figure, words)))


def _untested(figure: Figure, words: Words) -> tuple[str, ...]:
    """No interval is drawn and nothing is tested where the rows are a synthesiser's (METHODS rule 10)."""
    return () if may_test(figure.edition) else (words("perpetrators.untested"),)
