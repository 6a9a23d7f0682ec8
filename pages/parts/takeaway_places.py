"""What a map and a table of answer rates say. No country is ranked: counts follow who identifies and who reports."""

from typing import Any

import polars as pl

from pages.parts.wording import measured, no_value, subject
from pages.parts.words import Words
from queries.figure import Figure
from queries.interval import Interval
from queries.uncertainty import told_apart


def places_takeaway(figure: Figure, words: Words) -> str:
    """How many of the countries selected have a value, how much they add up to, and how much has no country."""
    valued = picked(figure.frame).filter(pl.col("value_low").is_not_null())
    if not has_a_value(figure):
        return no_value(figure, words)
    seen = valued.filter(pl.col("high") > 0)
    if seen.height == 1:
        return _one(figure, seen, words)
    named = {"subject": subject(figure, words), "countries": words("count.country", n=seen.height)}
    if figure.edition.kind == "figures":
        ends = seen if seen.height else valued
        low, high = _ends(figure, ends, words)
        key = "takeaway.places_average" if figure.view.year is None else "takeaway.places_year"
        return words(key + _variant(figure), low=low, high=high, **named)
    unplaced = _unplaced(figure)
    key = "takeaway.places" + ("_unplaced" if unplaced else "") + _of_origin(figure)
    total = words.range(int(seen["low"].sum()), int(seen["high"].sum()))
    return words(key, a=total, unplaced=unplaced, **named)


def without_a_country(figure: Figure, words: Words) -> list[str]:
    """Of published figures by citizenship, those whose citizenship is no country: they are on no map."""
    unplaced = _unplaced(figure)
    if figure.edition.kind != "figures" or not unplaced:
        return []
    years = "" if figure.view.year else "_years"
    return [words(f"takeaway.unplaced_figures{years}", n=unplaced)]


def has_a_value(figure: Figure) -> bool:
    """Whether any of the countries selected has a value to tell."""
    return picked(figure.frame)["value_low"].count() > 0


def picked(frame: pl.DataFrame) -> pl.DataFrame:
    """The countries that the filters pick; all of them where none is picked."""
    return frame.filter(pl.col("selected")) if "selected" in frame.columns else frame


def _variant(figure: Figure) -> str:
    """What is said of citizenships, and of rates, in words of their own."""
    return "_rate" if figure.view.measure == "rate" else _of_origin(figure)


def _of_origin(figure: Figure) -> str:
    return "_origin" if figure.view.by == "origin" else ""


def _unplaced(figure: Figure) -> int:
    return int(figure.facts["records"] - figure.facts["placed"])


def _one(figure: Figure, seen: pl.DataFrame, words: Words) -> str:
    """A single country is no range and needs no count of countries."""
    row = seen.row(0, named=True)
    values = {
        "subject": subject(figure, words, row["code"]),
        "a": measured(figure, row["value_low"], row["value_high"], words),
    }
    if figure.edition.kind == "figures":
        key = "takeaway.places_one_average" if row["years"] > 1 else "takeaway.places_one"
        return words(key + _variant(figure), n=row["years"], **values)
    said = words("takeaway.places_one" + _of_origin(figure), n=1, **values)
    unplaced = _unplaced(figure)
    return f"{said} {words('takeaway.unplaced' + _of_origin(figure), n=unplaced)}" if unplaced else said


def places_lines(figure: Figure, words: Words) -> tuple[str, ...]:
    """What the finding rests on, who reports first of all; that the ends of a range may be alike; who is on no map."""
    if not has_a_value(figure):
        return ()
    caveat = words("takeaway.rates_depend" if figure.view.measure == "rate" else "takeaway.depends_on_reporting")
    return (caveat, *_alike(figure, words), *without_a_country(figure, words))


def _alike(figure: Figure, words: Words) -> list[str]:
    """A range is an order: where the 95 % intervals of its two ends overlap, it says that they cannot be told apart."""
    if figure.edition.kind != "figures":
        return []
    all_of_them = picked(figure.frame).filter(pl.col("value_low").is_not_null())
    seen = all_of_them.filter(pl.col("high") > 0)
    valued = seen if seen.height else all_of_them
    intervals = [Interval(end["ci_low"], end["ci_high"]) for end in _least_and_most(valued) if _has_an_interval(end)]
    is_range = valued.height > 1 and len(intervals) > 1
    return [words("takeaway.places_alike")] if is_range and not told_apart(intervals) else []


def _has_an_interval(row: dict[str, Any]) -> bool:
    return row.get("ci_low") is not None and row.get("ci_high") is not None


def _least_and_most(valued: pl.DataFrame) -> tuple[dict[str, Any], dict[str, Any]]:
    ordered = valued.sort("value_low", "value_high", "code")
    return ordered.row(0, named=True), ordered.row(-1, named=True)


def _ends(figure: Figure, valued: pl.DataFrame, words: Words) -> tuple[str, str]:
    """The least and the greatest value, each with its bounds."""
    least, most = _least_and_most(valued)
    return (
        measured(figure, least["value_low"], least["value_high"], words),
        measured(figure, most["value_low"], most["value_high"], words),
    )


def answers_takeaway(figure: Figure, words: Words) -> str:
    """The question with the most and the one with the fewest answers, over all periods."""
    rates = (
        figure.frame.group_by("question", maintain_order=True)
        .agg((100 * pl.col("answered").sum() / pl.col("total").sum()).alias("rate"))
        .sort("rate", descending=True, maintain_order=True)
    )
    best, worst = rates.row(0), rates.row(-1)
    values = {
        "best": words(f"dimension.{best[0]}"),
        "best_percent": words.percent(best[1]),
        "unit": words(f"unit.{figure.edition.unit}"),
    }
    if rates.height == 1:
        return words("takeaway.answers_one", **values)
    worst_values = {"worst": words(f"dimension.{worst[0]}"), "worst_percent": words.percent(worst[1])}
    return words("takeaway.answers", **values, **worst_values)
