"""What the figures of who reports say: how many did by year; who did throughout, who came, who went, who paused."""

from typing import Final

from pages.parts.said import Statement
from pages.parts.words import Words
from queries.figure import Figure

_LARGE: Final = 0.15  # a part of everything that one sentence should name


def reporters_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.quality.reporters that is not empty."""
    told = {name: counted(figure, figure.facts[name][1], words) for name in ("first", "last", "most")}
    years = {f"{name}_year": figure.facts[name][0] for name in told}
    of = "" if figure.facts["kind"] == "country" else "_records"
    return Statement(words(f"reporters.takeaway{of}", **told, **years), (words(f"reporters.why{of}"),))


def counted(figure: Figure, n: int, words: Words) -> str:
    """So many countries; so many reporters where they are no countries."""
    return words("count.country" if figure.facts["kind"] == "country" else "chart.reporters", n=n)


def presence_statement(figure: Figure, words: Words) -> Statement:
    """Of a figure of queries.quality.presence that is not empty."""
    facts = figure.facts
    if facts["among"] == 1:
        row = figure.frame.row(0, named=True)
        name, reported = words.label("reporter", row["reporter"]), row["reported"].replace("-", "–")
        return Statement(words("presence.single", reporter=name, years=reported))
    years = {"first_year": facts["first_year"], "last_year": facts["last_year"]}
    key = "none" if not facts["every"] else "all" if facts["every"] == facts["among"] else "some"
    named = words(f"presence.headline_{key}", n=facts["every"], among=facts["among"], **years)
    moves = [words(f"presence.{name}", n=facts[name]) for name in ("later", "earlier", "paused") if facts[name]]
    told = [words("presence.moves", moves=words.list(moves))] if moves else []
    reporter, part = facts["largest"]
    if part >= _LARGE:
        largest = words.label("reporter", reporter)
        told.append(words("presence.largest", reporter=largest, percent=words.percent(100 * part)))
    if facts["kind"] == "collection":
        told.append(words("presence.collection"))
    return Statement(named, tuple(told))
