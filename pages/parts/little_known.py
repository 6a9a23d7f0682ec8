"""For how much of what a share is of its answer is known: said beside a percentage where that is the smaller part."""

from typing import Final

import polars as pl

from pages.parts.words import Words
from queries.figure import Figure

LITTLE: Final = 0.5  # of the records: a percentage of fewer than this is not that of all, and says so itself


def known_for(known: float, total: float, words: Words, key: str = "takeaway.known_for") -> str:
    """ "known for 16%"; nothing where the answer is known for most, or where it is not known of how many."""
    if not total or known >= LITTLE * total:
        return ""
    return words(key, percent=words.percent(100 * known / total))


def aside(known: float, total: float, words: Words, key: str = "takeaway.known_for") -> str:
    """The same in parentheses, with the space before them; `takeaway.of_all`: "16% of all"."""
    told = known_for(known, total, words, key)
    return words("takeaway.aside", told=told) if told else ""


def of_rows(rows: pl.DataFrame, words: Words) -> str:
    """ " (16% of all)": of rows of a figure together, by their columns known and total. No record is in two rows."""
    return aside(int(rows["known"].sum()), int(rows["total"].sum()), words, "takeaway.of_all")


def at_point(figure: Figure, code: str, first: int, words: Words) -> str:
    """ "known for 22%", of one period of a trend in shares, by the year it begins in."""
    if figure.view.measure != "share":
        return ""
    rows = figure.frame.filter(pl.col("code") == code, pl.col("year_first") == first)
    if figure.edition.kind == "figures":
        whole = figure.facts.get("whole_by_year") or {}
        return known_for(int(rows["known_high"].sum()), whole.get(first, 0), words)
    return known_for(int(rows["known"].sum()), int(rows["total"].sum()), words)
