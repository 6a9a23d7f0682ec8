"""The parts that sentences share: what is counted, of whom, and a value with its bounds."""

from collections.abc import Sequence

from pages.parts.words import Words
from queries.figure import Figure
from queries.view import DIMENSIONS

_MOST_NAMED = 3  # selected codes that a sentence can carry


def subject(figure: Figure, words: Words, code: str = "") -> str:
    """What is counted: "Victims detected, Pakistan", or the answer (`code` of the breakdown) whose share it is."""
    of_answer = [(figure.view.by, code)] if code else []
    named = [*of_answer, *(pair for pair in _few(figure) if pair not in of_answer)]
    if figure.view.measure == "share" and code:
        return words("subject.share", label=_named(named, words, opens=True))
    counted = words(f"subject.{_counted(figure)}")
    label = _named(named, words)
    return words("subject.with_label", subject=counted, label=label) if label else counted


def dimension(figure: Figure, words: Words, name: str) -> str:
    """The name of a dimension; published figures count what countries report, not where people were identified."""
    key = f"dimension_figures.{name}"
    return words(key) if figure.edition.kind == "figures" and words.has(key) else words(f"dimension.{name}")


def _counted(figure: Figure) -> str:
    if figure.edition.kind == "figures":
        return figure.view.filters.indicator
    return "victims_person" if figure.edition.unit == "person" else "victims"


def selection(figure: Figure, words: Words) -> str:
    """The chosen codes by name, where they are few enough to be said; it opens a sentence."""
    return _named(_few(figure), words, opens=True)


def _few(figure: Figure) -> list[tuple[str, str]]:
    """The chosen (dimension, code) pairs; none where they are more than a sentence can carry."""
    chosen = [(name, code) for name in DIMENSIONS for code in getattr(figure.view.filters, name)]
    return chosen if len(chosen) <= _MOST_NAMED else []


def _named(codes: Sequence[tuple[str, str]], words: Words, opens: bool = False) -> str:
    """Labels as they stand in a sentence; only the one that opens it has a capital of its own."""
    labels = [words.inside(name, code) for name, code in codes]
    return ", ".join([words.label(*codes[0]), *labels[1:]] if opens and codes else labels)


def measured(figure: Figure, low: float, high: float, words: Words) -> str:
    """A value in its measure's way, both bounds where they differ."""
    return words.range(low, high, words.percent if figure.view.measure == "share" else words.number)
