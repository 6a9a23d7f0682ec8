"""What changed in the counting between two years, in words: each reason once, with its years."""

from collections.abc import Iterable, Sequence
from typing import Final

from pages.parts.words import Words
from queries.catalogue import Break
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


def named(breaks: Iterable[Break], most: int = _MOST_REASONS) -> tuple[str, ...]:
    """The reasons nearest to the later year: those that a sentence names."""
    return tuple(by_reason(breaks))[-most:]


def reasons(breaks: Sequence[Break], words: Words, most: int = _MOST_REASONS) -> str:
    """The reasons nearest to the later year, in a sentence; how many more there are."""
    merged = by_reason(breaks)
    told = [
        words("takeaway.change", reason=words(f"break.{reason}"), years=listed(merged[reason], words))
        for reason in named(breaks, most)
    ]
    more = len(merged) - len(told)
    return words("takeaway.separator").join([*told, *([words("takeaway.more_changes", n=more)] if more else [])])
