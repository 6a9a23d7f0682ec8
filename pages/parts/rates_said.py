"""What must be said of a rate: whose residents it divides by, of which year and source, and who is left out."""

from typing import Final

from pages.parts.words import Words
from queries.figure import Figure
from queries.population import Population

_PARTS: Final = ("gender", "age", "exploitation")  # breakdowns of which every part has countries of its own
_MOST_NAMED: Final = 6  # countries that a sentence can carry


def unit_of_rate(figure: Figure, unit: str, words: Words) -> str:
    """Per 100,000 residents of the same countries and year; of several years, of all of them together."""
    is_of_years = figure.name in ("map", "periods") and figure.view.year is None
    return words("rate.unit_years" if is_of_years else "rate.unit", unit=unit)


def residents_source(figure: Figure, words: Words) -> str:
    """The publisher of the residents, behind that of the figures; nothing where the figure is no rate."""
    found = divided(figure)
    if found is None:
        return ""
    return words("rate.source", publisher=found.publisher, date=words.date(found.fetched_at.date()))


def divided(figure: Figure) -> Population | None:
    """The population that a rate is of."""
    found: Population | None = figure.facts.get("population")
    return found


def rate_notes(figure: Figure, words: Words) -> list[str]:
    """What keeps a rate from misleading, the most important first."""
    if figure.view.measure != "rate":
        return []
    view, facts = figure.view, figure.facts
    said = [words("rate.not_prevalence"), words("rate.same")]
    if view.by == "gender" or view.filters.gender:
        said.append(words("rate.of_sex"))
    if view.by == "age" or view.filters.age:
        said.append(words("rate.of_age"))
    if view.by in _PARTS:
        said.append(words("rate.parts"))
    said += [words("rate.no_sex", gender=words.label("gender", code)) for code in facts.get("without_sex", ())]
    return said + _left_out(facts.get("without_people", {}), words)


def _left_out(without: dict[str, int], words: Words) -> list[str]:
    """The countries with a figure and no residents: all of them by name where they are few."""
    if not without:
        return []
    named = [words.label("country", code) for code in without][:_MOST_NAMED]
    more = len(without) - len(named)
    listed = words.list([*named, *([words("rate.more", n=more)] if more else [])])
    return [words("rate.left_out", n=len(without), countries=listed)]
