"""What small maps say: how many countries have a value in each period, and how many in all of them. Who reports changes
from one map to the next, and a colour that appears is not people who appear."""

from pages.parts.said import Statement
from pages.parts.wording import no_value, selection, subject
from pages.parts.words import Words
from queries.figure import Figure


def small_maps_statement(figure: Figure, words: Words) -> Statement:
    """Of queries.periods.periods, with at least one country that has a value."""
    facts = figure.facts
    if not facts["places"]:
        return Statement(no_value(figure, words))
    key = "none" if not facts["every"] else "all" if facts["every"] == facts["places"] else "every"
    headline = words(
        f"periods.{key}_{_kind(figure)}",
        subject=_subject(figure, words),
        countries=words("count.country", n=facts["places"]),
        n=facts["every"],
    )
    return Statement(headline, (_each(figure, words), *_same(figure, words), *_provisional(figure, words)))


def _subject(figure: Figure, words: Words) -> str:
    if figure.view.measure == "share":
        return words("subject.share", label=selection(figure, words))
    return subject(figure, words)


def _kind(figure: Figure) -> str:
    return "origin" if figure.view.by == "origin" else figure.edition.kind


def _each(figure: Figure, words: Words) -> str:
    """How many countries each map is of."""
    items = [
        words("periods.item", n=reporters, period=words.period(first, last))
        for first, last, reporters in figure.facts["periods"]
    ]
    return words(f"periods.each_{_kind(figure)}", items=words.list(items))


def _same(figure: Figure, words: Words) -> list[str]:
    """The same reporters at both ends: what the changing maps cannot show."""
    same, spans = figure.facts["same"], figure.facts["periods"]
    if not same or not figure.facts["every"]:
        return []
    ends = {
        "first_period": words.period(*spans[0][:2]), "a": words.range(*map(round, same[0])),
        "last_period": words.period(*spans[-1][:2]), "b": words.range(*map(round, same[-1])),
    }  # fmt: skip
    return [words("periods.same", n=figure.facts["every"], **ends)]


def _provisional(figure: Figure, words: Words) -> list[str]:
    first, last = figure.facts["first_year"], figure.facts["last_year"]
    years = [str(year) for year in figure.edition.provisional if first <= year <= last]
    return [words("periods.provisional", years=words.list(years), n=len(years))] if years else []
