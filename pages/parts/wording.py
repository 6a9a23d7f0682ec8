"""The parts that sentences share: what is counted, of whom, and a value with its bounds."""

from pages.parts.words import Words
from queries.figure import Figure
from queries.view import DIMENSIONS

_MOST_NAMED = 3  # selected codes that a sentence can carry


def subject(figure: Figure, words: Words, label: str = "") -> str:
    """What is counted: "Victims detected, Pakistan", or the answer whose share it is."""
    parts = [part for part in (label, selection(figure, words)) if part]
    if figure.view.measure == "share" and label:
        return words("subject.share", label=", ".join(parts))
    counted = words("subject.index") if figure.view.measure == "index" else words(f"subject.{_counted(figure)}")
    return words("subject.with_label", subject=counted, label=", ".join(parts)) if parts else counted


def dimension(figure: Figure, words: Words, name: str) -> str:
    """The name of a dimension; published figures count what countries report, not where people were identified."""
    key = f"dimension_figures.{name}"
    return words(key) if figure.edition.kind == "figures" and words.has(key) else words(f"dimension.{name}")


def _counted(figure: Figure) -> str:
    if figure.edition.kind == "figures":
        return figure.view.filters.indicator
    return "victims_person" if figure.edition.unit == "person" else "victims"


def selection(figure: Figure, words: Words) -> str:
    """The chosen codes by name, where they are few enough to be said."""
    chosen = [(name, code) for name in DIMENSIONS for code in getattr(figure.view.filters, name)]
    few = chosen if len(chosen) <= _MOST_NAMED else []
    return ", ".join(words.label(name, code) for name, code in few)


def measured(figure: Figure, low: float, high: float, words: Words) -> str:
    """A value in its measure's way, both bounds where they differ."""
    return words.range(low, high, words.percent if figure.view.measure == "share" else words.number)
