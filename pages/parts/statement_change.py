"""What a change is made of, in words: how much of it is the same reporters, how much is who reports."""

from itertools import product
from typing import Any, Final

from pages.parts.gained import gained, part_of
from pages.parts.said import Statement
from pages.parts.same import kind_of
from pages.parts.statement_trend_case import reporter_name
from pages.parts.statement_trend_lines import sentence
from pages.parts.words import Words
from queries.account import Account
from queries.figure import Figure
from queries.interval import Interval

_LEAST: Final = 0.1  # of the change: a reporter with less is not said to drive it
_MOST_NAMED: Final = 3
_ROUNDED: Final = 0.005  # of the change: what the percentage would not show


def change_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.making.made_of."""
    found: Account | None = figure.facts["account"]
    if found is None or found.panel is None:
        return Statement(words("change.nobody"))
    if found.first == found.last:
        return Statement(words("change.one_year"))
    moved = found.all_to.minus(found.all_from)
    years, amounts = {"first_year": found.first, "last_year": found.last}, _amounts(figure, found, words)
    pending = found.last in figure.edition.provisional
    if pending and figure.edition.kind == "victims":
        return Statement(words("change.provisional", **years), (amounts,))
    if not found.change or moved.low < 0 < moved.high:
        return Statement(words("change.none", **years), (amounts, *_lines(found, words)))
    remark = (words("statement.provisional_figures", last_year=found.last),) if pending else ()
    return Statement(_headline(figure, found, words), (*remark, amounts, *_lines(found, words)))


def _headline(figure: Figure, found: Account, words: Words) -> str:
    kind, way = kind_of(figure.edition), "rise" if found.change > 0 else "fall"
    part, percent = ("all", "") if found.ground in ("one", "all") else _part(found, words)
    key = f"change.of_beyond_{way}" if part == "beyond" else f"change.of_{part}"
    said = words(
        f"change.one_{kind}" if found.ground == "one" else key,
        moved=words(f"change.{way}_{kind}", first_year=found.first, last_year=found.last),
        comers=words(f"change.comers_{kind}"),
        same=_same(figure, found, words),
        percent=percent,
        reporter=reporter_name(found.drivers[0].reporter, words) if found.drivers else "",
    )
    is_told = found.ground != "one" and part not in ("least", "most", "unclear")
    return sentence(said + (_alone(found, kind, way, part, words) if is_told else ""), words)


def _same(figure: Figure, found: Account, words: Words) -> str:
    return words(f"statement.same_{kind_of(figure.edition)}", n=found.panel.reporters if found.panel else 0)


def _part(found: Account, words: Words) -> tuple[str, str]:
    """How much of the change is of who reports, between its bounds: a key, and the percentage where it has one."""
    inside = found.panel.at_to.minus(found.panel.at_from) if found.panel else Interval(0, 0)
    others = found.entering.minus(found.leaving)
    # Monotonic in either number: the bounds are among the corners. The sum is not 0: the change has one direction.
    sums = [(one, one + same) for one, same in product((others.low, others.high), (inside.low, inside.high))]
    parts = [one / both for one, both in sums if both * found.change > 0]
    low, high = min(parts), max(parts)
    if low > 1 - _ROUNDED:
        return ("beyond" if low > 1 and high > 1 + _ROUNDED else "whole"), ""
    if high < 0:
        return "against", ""
    if low < 0 and high > 1:
        return "unclear", ""
    if high > 1:
        return "least", words.percent(100 * low)
    if low < 0:
        return "most", words.percent(100 * high)
    return "part", words.range(100 * low, 100 * high, words.percent)


def _alone(found: Account, kind: str, way: str, part: str, words: Words) -> str:
    """The largest single part; of the rise or the fall by name, where a part of it is told that is more than all."""
    largest = found.largest
    if not largest or (largest.share or 0) < _LEAST:
        return ""
    share = largest.share or 0.0
    size = "beyond" if share > 1 + _ROUNDED else "of" if part in ("beyond", "against") else "part"
    values = {"reporter": reporter_name(largest.reporter, words), "percent": part_of(100 * share, words)}
    return words(f"change.alone_{size}_{kind}" if size == "part" else f"change.alone_{size}_{way}_{kind}", **values)


def _amounts(figure: Figure, found: Account, words: Words) -> str:
    """The same in numbers."""
    others = found.entering.minus(found.leaving)
    inside = found.panel.at_to.minus(found.panel.at_from) if found.panel else others
    is_one = found.ground in ("one", "all")
    key = "amounts_all" if is_one else "amounts" if found.panel and found.panel.reporters else "amounts_others"
    values: dict[str, Any] = {
        "change": _gained(found.all_to.minus(found.all_from), words),
        "others": _gained(others, words),
        "inside": _gained(inside, words),
        "comers": words(f"change.comers_{kind_of(figure.edition)}"),
        "same": _same(figure, found, words),
    }
    return words(f"change.{key}", **values)


def _gained(found: Interval, words: Words) -> str:
    return words.range(found.low, found.high, lambda number: gained(number, number, words))


def _lines(found: Account, words: Words) -> tuple[str, ...]:
    """The reporters that drive the change, and what it would be without the first of them."""
    driving = [one for one in found.drivers if abs(one.share or 0) >= _LEAST][:_MOST_NAMED]
    if found.ground == "one" or not driving:
        return ()
    named = [(words.label("reporter", one.reporter), part_of(100 * (one.share or 0), words)) for one in driving]
    items = [words("change.driver", reporter=reporter, percent=percent) for reporter, percent in named]
    first = driving[0]
    without = words(
        "change.without_one",
        reporter=words.label("reporter", first.reporter),
        before=words.range(first.from_without.low, first.from_without.high),
        after=words.range(first.to_without.low, first.to_without.high),
        first_year=found.first,
        last_year=found.last,
    )
    return (words("change.drivers", items=words.list(items)), without)
