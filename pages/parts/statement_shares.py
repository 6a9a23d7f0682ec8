"""What a question that may have several answers says: their shares where known, and what those are shares of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pages.parts.little_known import known_for
from pages.parts.said import Statement
from pages.parts.wording import dimension, selection
from pages.parts.words import Words
from queries.figure import Figure
from queries.interval import Interval
from queries.questioned import filter_of
from queries.uncertainty import alike

MOST_ITEMS: Final = 3  # answers or groups named in one sentence


def parts_statement(figure: Figure, words: Words) -> Statement:
    """The largest shares, or those of the answers that a filter marks; none where too few answer."""
    question = question_of(figure, words)
    rows = figure.frame.sort("value_low", descending=True, nulls_last=True).to_dicts()
    valued = [row for row in rows if row["value_low"] is not None]
    if not valued:
        key = "parts.small" if figure.facts["known"] else "parts.none"
        return Statement(words(key, question=question), _belongs(figure, words))
    marked = [row for row in valued if row["selected"]] or valued
    told = marked[:MOST_ITEMS]
    items = listed(told, figure.facts["of"], len(marked) - len(told), words)
    known = min((row["known"] / row["total"] for row in told if row["total"]), default=1.0)
    little = known_for(known, 1.0, words)
    headline = words("parts.headline", question=question, items=items, known=little or words("parts.where_known"))
    chosen = selection(unmarked(figure), words)
    headline = words("statement.selected", selection=chosen, said=headline) if chosen else headline
    return Statement(headline, (*_belongs(figure, words), *overlapping(told, figure.facts["of"], words),
                                *marks_line(figure, words)))  # fmt: skip


def question_of(figure: Figure, words: Words) -> str:
    """The name of the question."""
    return dimension(figure, words, figure.facts["of"])


def unmarked(figure: Figure) -> Figure:
    """The figure without the filters that only mark what it shows: they are no part of what is counted."""
    own = [name for name in (filter_of(figure.facts["of"]),) if name]
    view = replace(figure.view, filters=figure.view.filters.having(dict.fromkeys(own, ())))
    return replace(figure, view=view)


def listed(rows: Sequence[Mapping[str, Any]], of: str, more: int, words: Words) -> str:
    """ "domestic work 35%, agriculture 25% and 3 more" """
    items = [
        words("takeaway.item", label=words.inside(of, row[of]), value=words.percent(row["value_low"])) for row in rows
    ]
    return words.list([*items, words("parts.others", n=more)] if more > 0 else items)


def overlapping(rows: Iterable[Mapping[str, Any]], of: str, words: Words) -> tuple[str, ...]:
    """Which of those named cannot be put in an order; nothing where the rows have no interval."""
    limits = {row[of]: Interval(row["ci_low"], row["ci_high"]) for row in rows if row["ci_low"] is not None}
    groups = alike(limits)
    return tuple(words("parts.alike", names=words.list([words.inside(of, code) for code in group])) for group in groups)


def marks_line(figure: Figure, words: Words) -> tuple[str, ...]:
    """That a filter on what is shown marks, and takes nothing away."""
    return (words("parts.marks"),) if not figure.frame["selected"].all() else ()


def _belongs(figure: Figure, words: Words) -> tuple[str, ...]:
    """Whom the question is put to: the part of those who answer that name the exploitation it is about."""
    question, found = figure.facts["of"], figure.facts["belongs"]
    lines = []
    if found:
        exploitation, percent = words.inside("exploitation", found[0]), words.percent(found[1])
        lines.append(
            words(
                "parts.belongs", unit=words(f"unit.{figure.edition.unit}"), percent=percent, exploitation=exploitation
            )
        )
    if question in figure.edition.zeros and question != "means":
        lines.append(words("parts.asked_all"))
    return tuple(lines)
