"""What a newer edition says differently: the year most revised, who made it, and how much else moved."""

from pages.parts.compare_words import factor, span
from pages.parts.said import Statement
from pages.parts.words import Words
from queries.figure import Figure
from queries.revisions import Revision

_LARGE = 0.5  # who makes at least so much of a revision is named in the headline
_NAMED = 3


def revision_statement(figure: Figure, words: Words) -> Statement:
    """Of the figure of queries.revisions.revisions."""
    facts = figure.facts
    edition = words.edition(facts["new"].edition)
    largest: Revision | None = facts["largest"]
    if not facts["years"]:
        return Statement(words("revision.no_year"))
    if largest is None:
        return Statement(words("revision.none", edition=edition, n=facts["years"]), _who(figure, words))
    lines = (*_makers(figure, largest, words), *_who(figure, words), *_ways(figure, largest, words))
    return Statement(_headline(figure, largest, edition, words), lines)


def _headline(figure: Figure, largest: Revision, edition: str, words: Words) -> str:
    facts = figure.facts
    key = "revision.headline_provisional" if largest.provisional else "revision.headline"
    return words(
        key, edition=edition[:1].upper() + edition[1:], years=_years(facts["revised"], facts["years"], words),
        **_told(largest, words), by=_by(facts["makers"], words),
    )  # fmt: skip


def _years(revised: int, shared: int, words: Words) -> str:
    """7 of the 16 years that both have; all of them."""
    if revised == shared:
        return words("revision.years_all", n=shared)
    return words("revision.years_some", n=revised, shared=shared)


def _told(one: Revision, words: Words) -> dict[str, str]:
    return {
        "period": words.period(one.year_first, one.year_last),
        "old": span(one.old.low, one.old.high, words.number) if one.old else words("revision.nothing"),
        "new": span(one.new.low, one.new.high, words.number) if one.new else words("revision.nothing"),
        "ratio": _ratio(one, words),
    }


def _ratio(one: Revision, words: Words) -> str:
    ratio = one.new.over(one.old) if one.old and one.new else None
    return words("revision.ratio", ratio=factor(words, ratio.low, ratio.high)) if ratio else ""


def _by(makers: tuple[Revision, ...], words: Words) -> str:
    """Who alone makes most of it."""
    if not makers or (makers[0].share or 0) < _LARGE:
        return ""
    told = _told(makers[0], words)
    share = min(1.0, makers[0].share or 0)
    name = words.label("reporter", makers[0].reporter)
    return words("revision.by", reporter=name, share=words.percent(100 * share), old=told["old"], new=told["new"])


def _makers(figure: Figure, largest: Revision, words: Words) -> list[str]:
    """The reporters behind the largest revision."""
    found: tuple[Revision, ...] = figure.facts["makers"]
    items = [
        words("revision.item", reporter=words.label("reporter", one.reporter), old=told["old"], new=told["new"])
        for one in found[:_NAMED]
        if (told := _told(one, words))
    ]
    period = words.period(largest.year_first, largest.year_last)
    return [words("revision.makers", period=period, items=words("takeaway.separator").join(items))] if items else []


def _who(figure: Figure, words: Words) -> tuple[str, ...]:
    """How many reporters changed, came and went."""
    facts = figure.facts
    if not facts["reporter_of"]:
        return (words("revision.nobody"),)
    counted = {name: facts[name] for name in ("changed", "appeared", "disappeared")}
    return (words(f"revision.who_{facts['reporter_of']}", **counted),)


def _ways(figure: Figure, largest: Revision, words: Words) -> list[str]:
    """The same by how the records were collected, where that is known."""
    if figure.facts["reporter_of"] != "collection":
        return []
    rows = figure.frame.filter(year_first=largest.year_first, year_last=largest.year_last)
    items = [
        words("revision.item", reporter=words.label("reporter", row["reporter"]),
              old=span(row["old_low"] or 0, row["old_high"] or 0, words.number),
              new=span(row["new_low"] or 0, row["new_high"] or 0, words.number))
        for row in rows.iter_rows(named=True)
        if row["reporter"] and "." not in row["reporter"]
    ]  # fmt: skip
    period = words.period(largest.year_first, largest.year_last)
    return [words("revision.ways", period=period, items=words("takeaway.separator").join(items))] if items else []
