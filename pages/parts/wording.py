"""The parts that sentences share: what is counted, of whom, and a value with its bounds."""

from collections.abc import Sequence

from pages.parts.words import Words
from queries.figure import Figure
from queries.view import DIMENSIONS

_MOST_NAMED = 3  # selected codes of a dimension that a sentence can carry
_CITIZENSHIP = ("origin", "origin_region")


def subject(figure: Figure, words: Words, code: str = "") -> str:
    """What is counted: "Victims detected, Pakistan", or the answer (`code` of the breakdown) whose share it is."""
    of_answer = [words.inside(figure.view.by, code)] if code else []
    named = [*of_answer, *(label for label in _chosen(figure, words) if label not in of_answer)]
    if figure.view.measure == "share" and code:
        return words("subject.share", label=_opening(named))
    counted = words(f"subject.{_counted(figure)}")
    counted = words("rate.per", number=counted) if figure.view.measure == "rate" else counted
    return words("subject.with_label", subject=counted, label=", ".join(named)) if named else counted


def broken_down(figure: Figure, words: Words) -> str:
    """What is counted, of whom, and by what: "Victims detected, Europe, by gender"."""
    by = dimension(figure, words, figure.view.by)
    return words("subject.by", subject=subject(figure, words), dimension=by[:1].lower() + by[1:])


def dimension(figure: Figure, words: Words, name: str) -> str:
    """The name of a dimension; published figures count what countries report, not where people were identified."""
    key = f"dimension_figures.{name}"
    return words(key) if figure.edition.kind == "figures" and words.has(key) else words(f"dimension.{name}")


def _counted(figure: Figure) -> str:
    if figure.edition.kind == "figures":
        return figure.view.filters.indicator
    return "victims_person" if figure.edition.unit == "person" else "victims"


def selection(figure: Figure, words: Words) -> str:
    """What is chosen, by name; it opens a sentence."""
    return _opening(_chosen(figure, words))


def _opening(labels: Sequence[str]) -> str:
    return capital(", ".join(labels))


def capital(text: str) -> str:
    """As it opens a sentence."""
    return text[:1].upper() + text[1:]


def _chosen(figure: Figure, words: Words) -> list[str]:
    """Every filter that is on, as it stands in a sentence: by name, or by number where there are many. A selection that
    is not said reads as the whole world."""
    return [label for name in DIMENSIONS for label in _labels(figure, words, name)]


def _labels(figure: Figure, words: Words, name: str) -> list[str]:
    codes = getattr(figure.view.filters, name)
    if len(codes) > _MOST_NAMED:
        title = dimension(figure, words, name)
        return [words("subject.many", dimension=title[:1].lower() + title[1:], n=len(codes))]
    labels = [words.inside(name, code) for code in codes]
    return [words("subject.citizenship", label=label) for label in labels] if name in _CITIZENSHIP else labels


def no_value(figure: Figure, words: Words) -> str:
    """Why a selection that matches something shows no value: nobody to divide by, figures withheld or small, or too few
    answers."""
    if figure.view.measure == "rate":
        return words("takeaway.no_value_rate")
    return words("takeaway.no_value_figures" if figure.edition.kind == "figures" else "takeaway.no_value")


def measured(figure: Figure, low: float, high: float, words: Words) -> str:
    """A value in its measure's way, both bounds where they differ."""
    return words.range(low, high, words.writer(figure.view.measure))
