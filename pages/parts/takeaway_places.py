"""What a map and a table of answer rates say. No country is ranked: counts follow who identifies and who reports."""

import polars as pl

from pages.parts.wording import measured, selection, subject
from pages.parts.words import Words
from queries.figure import Figure


def places_takeaway(figure: Figure, words: Words) -> str:
    """How many countries have a value, how much they add up to, and how much has no country."""
    valued = figure.frame.filter(pl.col("value_low").is_not_null())
    if valued.is_empty():
        return words("takeaway.no_value")
    if figure.view.measure == "share":
        return _share(figure, valued, words)
    seen = valued.filter(pl.col("high") > 0)
    named = {"subject": subject(figure, words), "countries": words("count.country", n=seen.height)}
    if figure.edition.kind == "figures":
        low, high = _ends(figure, valued, words)
        return words("takeaway.places_average", low=low, high=high, **named)
    unplaced = figure.facts["records"] - figure.facts["placed"]
    key = "takeaway.places" + ("_unplaced" if unplaced else "") + ("_origin" if figure.view.by == "origin" else "")
    total = words.range(int(seen["low"].sum()), int(seen["high"].sum()))
    return words(key, a=total, unplaced=unplaced, **named)


def _share(figure: Figure, valued: pl.DataFrame, words: Words) -> str:
    low, high = _ends(figure, valued, words)
    countries = words("count.country", n=valued.height)
    label = selection(figure, words) or words(f"dimension.{figure.facts['of']}")
    key = "takeaway.places_share" if valued.height > 1 else "takeaway.places_share_one"
    return words(key, label=label, low=low, high=high, countries=countries)


def _ends(figure: Figure, valued: pl.DataFrame, words: Words) -> tuple[str, str]:
    least, most = valued.sort("value_low").row(0, named=True), valued.sort("value_low").row(-1, named=True)
    return (
        measured(figure, least["value_low"], least["value_low"], words),
        measured(figure, most["value_low"], most["value_low"], words),
    )


def answers_takeaway(figure: Figure, words: Words) -> str:
    """The question with the most and the one with the fewest answers, over all periods."""
    rates = (
        figure.frame.group_by("question", maintain_order=True)
        .agg((100 * pl.col("answered").sum() / pl.col("total").sum()).alias("rate"))
        .sort("rate", descending=True, maintain_order=True)
    )
    best, worst = rates.row(0), rates.row(-1)
    if rates.height == 1:
        return words("takeaway.answers_one", best=words(f"dimension.{best[0]}"), best_percent=words.percent(best[1]))
    return words(
        "takeaway.answers",
        best=words(f"dimension.{best[0]}"),
        best_percent=words.percent(best[1]),
        worst=words(f"dimension.{worst[0]}"),
        worst_percent=words.percent(worst[1]),
    )
