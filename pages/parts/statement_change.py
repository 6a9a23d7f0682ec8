"""What a change is made of, in words: how much of it is the same reporters, how much is who reports."""

from typing import Any, Final

from pages.parts.gained import amount, gained, part_of
from pages.parts.said import Statement
from pages.parts.same import kind_of
from pages.parts.words import Words
from queries.account import Account
from queries.figure import Figure

_LEAST: Final = 0.1  # of the change: a reporter with less is not said to drive it
_MOST_NAMED: Final = 3


def change_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.making.made_of."""
    found: Account | None = figure.facts["account"]
    if found is None or found.panel is None:
        return Statement(words("change.nobody"))
    if found.first == found.last:
        return Statement(words("change.one_year"))
    moved = found.all_to.minus(found.all_from)
    pending = found.last in figure.edition.provisional
    if pending and figure.edition.kind == "victims":
        return Statement(words("change.provisional", **_values(found, figure, words)))
    if not found.change or moved.low < 0 < moved.high:
        return Statement(words("change.none", **_values(found, figure, words)), _lines(found, words))
    remark = (words("statement.provisional_figures", last_year=found.last),) if pending else ()
    return Statement(_headline(figure, found, words), (*remark, *_lines(found, words)))


def _headline(figure: Figure, found: Account, words: Words) -> str:
    values, kind = _values(found, figure, words), kind_of(figure.edition)
    way = "rise" if found.change > 0 else "fall"
    largest = found.largest
    tail = ""
    if largest and (largest.share or 0) >= _LEAST:
        tail = words(
            "change.alone",
            reporter=words.label("reporter", largest.reporter),
            percent=part_of(100 * (largest.share or 0), words),
        )
    if found.ground in ("one", "all"):
        return (
            words(f"change.{way}_{found.ground}_{kind}", n=found.panel.reporters if found.panel else 0, **values)
            + (tail if found.ground == "all" else "")
            + "."
        )
    of_reporters = found.of_reporters or 0.0
    part = "of" if 0 <= of_reporters <= 1 else "beyond" if of_reporters > 1 else "against"
    return words(f"change.{way}_{part}_{kind}", **values) + tail + "."


def _values(found: Account, figure: Figure, words: Words) -> dict[str, Any]:
    moved = found.all_to.minus(found.all_from)
    others = found.entering.minus(found.leaving)
    inside = found.panel.at_to.minus(found.panel.at_from) if found.panel else moved
    kind, size = kind_of(figure.edition), (abs(moved.low), abs(moved.high))
    return {
        "change": amount(min(size), max(size), words),
        "net": gained(moved.low, moved.high, words),
        "others": gained(others.low, others.high, words),
        "inside": gained(inside.low, inside.high, words),
        "same": words(f"chart.same_{kind}", n=found.panel.reporters if found.panel else 0),
        "first_year": found.first,
        "last_year": found.last,
    }


def _lines(found: Account, words: Words) -> tuple[str, ...]:
    """The reporters that drive the change, and what it would be without the first of them."""
    driving = [one for one in found.drivers if abs(one.share or 0) >= _LEAST][:_MOST_NAMED]
    if found.ground == "one" or not driving:
        return ()
    named = [(words.label("reporter", one.reporter), part_of(100 * (one.share or 0), words)) for one in driving]
    items = [words("change.driver", reporter=reporter, percent=percent) for reporter, percent in named]
    lines = [words("change.drivers", items=words.list(items))]
    first = driving[0]
    ends = {"before": amount(first.from_without.low, first.from_without.high, words),
            "after": amount(first.to_without.low, first.to_without.high, words)}  # fmt: skip
    lines.append(words("change.without_one", reporter=words.label("reporter", first.reporter), first_year=found.first,
                       last_year=found.last, **ends))  # fmt: skip
    return tuple(lines)
