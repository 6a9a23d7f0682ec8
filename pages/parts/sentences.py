"""What a figure says, in words: the takeaway, the quiet line under it, its text alternative and its notes."""

from typing import Any, Final

import polars as pl

from data import boundaries
from pages.parts.changes import between, by_reason, listed
from pages.parts.map_words import of_maps
from pages.parts.rates_said import rate_notes, residents_source, unit_of_rate
from pages.parts.series import series
from pages.parts.statement import statement
from pages.parts.words import Words
from queries.figure import Figure

# Figures without years: of published figures they show the average of the years with one.
AVERAGED: Final = ("map", "periods", "flows", "exchange", "matrix", "regions")


def takeaway(figure: Figure, words: Words) -> str:
    """The finding in one sentence, true for this selection and these years."""
    return statement(figure, words).headline


def known_line(figure: Figure, words: Words) -> str:
    """For how much of the selection the answer is known, with the years' range; published parts beside their total."""
    facts = figure.facts
    if figure.edition.kind == "figures":
        return _gap(figure, words)
    asked = facts.get("of", figure.view.by)
    parts = [_known(figure, words)] if asked and facts["records"] else []
    return words("takeaway.separator").join([*parts, *_filtered_known(figure, asked or "", words)])


def _gap(figure: Figure, words: Words) -> str:
    """The sum of published parts beside the published total, where they differ for certain: what is "fewer than 5" may
    close a small gap."""
    facts = figure.facts
    parts = facts["known"], facts.get("known_high") or facts["known"]
    whole = facts.get("whole") or 0, facts.get("whole_high") or facts.get("whole") or 0
    if not whole[1] or (parts[0] <= whole[1] and whole[0] <= parts[1]):
        return ""
    return words("panel.gap", parts=words.range(*parts, words.number), whole=words.range(*whole, words.number))


def _known(figure: Figure, words: Words) -> str:
    facts = figure.facts
    least, most = (100 * facts.get(name, facts["known"]) / facts["records"] for name in ("known_least", "known"))
    percent = words.percent(most)
    if most - least >= 5:  # every answer was asked of others: one number would be that of the best known
        return words("panel.known_answers", least=words.percent(least), most=percent, unit=noun(figure, words))
    overall = words("panel.known", percent=percent, unit=noun(figure, words))
    lowest, highest = _known_by_year(figure)
    if highest - lowest < 5:
        return overall
    by_year = words("panel.known_years", lowest=words.percent(lowest), highest=words.percent(highest))
    return f"{overall} ({by_year})"


def _filtered_known(figure: Figure, asked: str, words: Words) -> list[str]:
    """For how much of the other records a question is answered that a filter asks: a count of those who said yes also
    follows who was asked."""
    known: dict[str, float] = figure.facts.get("filtered_known") or {}
    unit = noun(figure, words)
    return [
        words("panel.filtered_known", question=words(f"dimension.{name}"), percent=words.percent(share), unit=unit)
        for name, share in known.items()
        if name != asked
    ]


def _known_by_year(figure: Figure) -> tuple[float, float]:
    """The lowest and the highest percentage of records with an answer, over the periods of a trend, or of what has no
    periods of its own (`years_known`)."""
    if "years_known" in figure.facts:
        lowest, highest = figure.facts["years_known"]
        return lowest, highest
    if "year_first" not in figure.frame.columns:
        return 0.0, 0.0
    years = (
        figure.frame.filter(pl.col("total") > 0)
        .group_by("year_first")
        .agg(pl.col("known").max(), pl.col("total").max())
    )
    shares = (100 * years["known"] / years["total"]).to_list()
    return (min(shares), max(shares)) if shares else (0.0, 0.0)


def unit_line(figure: Figure, words: Words) -> str:
    """What one is: records, people, detected victims; percent of what; which year is 100."""
    unit = noun(figure, words)
    if words.has(f"unit_of.{figure.kind}"):
        return words(f"unit_of.{figure.kind}", unit=unit)
    if figure.view.measure == "share":
        return words("unit.share", unit=unit)
    if figure.view.measure == "index":
        return words("unit.index", unit=unit)
    if figure.view.measure == "rate":
        return unit_of_rate(figure, unit, words)
    if figure.name in AVERAGED and figure.edition.kind == "figures" and figure.view.year is None:
        return words("unit.average", unit=unit)
    return words("unit.per_year", unit=unit) if is_unequal(figure) else unit


def noun(figure: Figure, words: Words) -> str:
    """The unit: records, people, detected victims."""
    if figure.edition.kind == "figures":
        return words(f"unit.{figure.view.filters.indicator}")
    return words(f"unit.{figure.edition.unit}")


def is_unequal(figure: Figure) -> bool:
    """Whether a period of the figure is longer than a year."""
    frame = figure.frame
    if "average" in frame.columns:  # a comparison's years, without the average of them
        frame = frame.filter(~frame["average"])
    return "year_first" in frame.columns and bool((frame["year_last"] > frame["year_first"]).any())


def source_line(figure: Figure, words: Words) -> str:
    """Publisher, title, edition, and when it was loaded."""
    edition = figure.edition
    others = [one.edition for one in figure.facts.get("editions", {}).values()]
    editions = words.list([words.edition(one) for one in dict.fromkeys([edition.edition, *others])])
    named = {"publisher": edition.publisher, "title": edition.title, "edition": editions}
    told = f"{words('panel.source', **named)} ({words('panel.loaded_on', date=words.date(edition.loaded_at.date()))})"
    return told + residents_source(figure, words)


def alt(figure: Figure, words: Words) -> str:
    """The figure for who cannot see it: what kind of picture, of what, and what it says."""
    values: dict[str, Any] = {"unit": unit_line(figure, words), "takeaway": statement(figure, words).text}
    values["period"] = _span(figure, words)
    if figure.name != "trend" and words.has(f"alt.{figure.kind}"):
        return words(f"alt.{figure.kind}", **values)
    drawn = series(figure, words)
    if is_unequal(figure):
        return words("alt.bars", **values)
    if len(drawn) < 2:
        return words("alt.trend", **values)
    labels = words.list([one.label for one in drawn])
    return words("alt.trend_series", series=words("count.series", n=len(drawn)), labels=labels, **values)


def _span(figure: Figure, words: Words) -> str:
    facts, frame = figure.facts, figure.frame
    if "year_first" in frame.columns and frame["year_first"].drop_nulls().len():
        return words.period(frame["year_first"].min(), frame["year_last"].max())  # type: ignore[arg-type]
    known = facts.get("first_year") and facts.get("last_year")
    return words.period(facts["first_year"], facts["last_year"]) if known else words("filters.any_year")


def notes(figure: Figure, words: Words) -> list[str]:
    """What must be said under the figure: its notes, what is not drawn, the breaks that its statement leaves out."""
    facts = figure.facts
    said = [words(f"note.{code}") for code in figure.notes]
    if "boundaries" in figure.notes and (whose := boundaries.source()):
        said.append(words("note.outlines", source=whose))
    if figure.name in ("map", "periods"):
        said += of_maps(figure, words)
    said += rate_notes(figure, words)
    if figure.edition.represents and figure.edition.kind == "victims":
        said.append(words("note.records_not_people", n=figure.edition.rows, people=figure.edition.represents))
    if facts.get("undated"):
        said.append(words("panel.undated", n=facts["undated"]))
    if facts.get("partly"):
        said.append(words("panel.partly", n=facts["partly"]))
    if facts.get("left_out"):
        said.append(words("panel.left_out", n=facts["left_out"]))
    return said + _breaks(figure, words)


def _breaks(figure: Figure, words: Words) -> list[str]:
    frame = figure.frame
    if "year_first" not in frame.columns or frame.is_empty() or figure.name == "revision":
        return []  # a revision is of one year at a time
    first, last = frame["year_first"].min(), frame["year_last"].max()
    inside = by_reason(between(figure, first, last))  # type: ignore[arg-type]
    told, named = statement(figure, words).text, {reason: words(f"break.{reason}") for reason in inside}
    return [
        words("note.break_in", year=listed(years, words), reason=named[reason])
        for reason, years in inside.items()
        if named[reason] not in told
    ]
