"""What changed in the counting between two years, in words: each reason once, with its years."""

from collections.abc import Iterable, Sequence
from typing import Final

from pages.parts.words import Words
from queries.catalogue import Break
from queries.events import tells
from queries.figure import Figure

_MOST_REASONS: Final = 2  # that one sentence can carry


def between(figure: Figure, first: int, last: int) -> list[Break]:
    """The breaks after one year and up to another, by year."""
    return sorted(found for found in figure.breaks if first < found.year <= last)


def by_reason(breaks: Iterable[Break]) -> dict[str, list[int]]:
    """Reason -> its years; the reasons in the order of their last year."""
    years: dict[str, list[int]] = {}
    for found in breaks:
        years.setdefault(found.reason, []).append(found.year)
    merged = {reason: sorted(set(of_reason)) for reason, of_reason in years.items()}
    return dict(sorted(merged.items(), key=lambda pair: pair[1][-1]))


def listed(years: Iterable[int], words: Words) -> str:
    """2012 and 2014."""
    return words.list([str(year) for year in years])


def named(figure: Figure, breaks: Sequence[Break], most: int = _MOST_REASONS) -> tuple[str, ...]:
    """The reasons that a sentence names, by year: of who reports before of how they count, then those that move most of
    the figures, then those nearest to the later year."""
    merged = by_reason(breaks)
    weights = {reason: max(_weight(figure, one) for one in breaks if one.reason == reason) for reason in merged}
    chosen = sorted(merged, key=lambda reason: weights[reason], reverse=True)[:most]
    return tuple(reason for reason in merged if reason in chosen)


def _weight(figure: Figure, found: Break) -> tuple[bool, float, int]:
    events = [event for of_code in figure.facts.get("events", {}).values() for event in of_code]
    sizes = [event.share for event in events if event.described and tells(found, event)]
    return found.of == "reporters", max(sizes, default=0.0), found.year


def reasons(figure: Figure, breaks: Sequence[Break], words: Words, most: int = _MOST_REASONS) -> str:
    """The reasons that count most, in a sentence; how many more there are."""
    merged = by_reason(breaks)
    told = [
        words("takeaway.change", reason=words(f"break.{reason}"), years=listed(merged[reason], words))
        for reason in named(figure, breaks, most)
    ]
    more = len(merged) - len(told)
    return words("takeaway.separator").join([*told, *([words("takeaway.more_changes", n=more)] if more else [])])
