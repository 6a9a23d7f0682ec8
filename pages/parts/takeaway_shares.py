"""What a map of shares says: the share of all, and how many places differ from it by more than chance. Its lowest and
its highest share are those of the smallest places: they are not told."""

from typing import Final

import polars as pl

from pages.parts.little_known import aside
from pages.parts.said import Statement
from pages.parts.wording import measured, selection
from pages.parts.words import Words
from queries.figure import Figure
from queries.funnel import funnel_of, share_of_all

_WIDENED: Final = 1.5  # an over-dispersion worth a word
_LARGE: Final = 0.4  # a part of all records that moves the share of all


def shares_statement(figure: Figure, words: Words) -> Statement:
    """Of a map of shares with a value in at least one of the places that the filters pick."""
    judged = funnel_of(figure)
    picked = judged.frame.filter(pl.col("selected"))
    label = selection(figure, words) or words(f"dimension.{figure.facts['of']}")
    few = aside(figure.facts["known"], figure.facts["records"], words, "takeaway.of_all")
    if picked.height == 1:
        row = picked.row(0, named=True)
        value = measured(judged, row["value_low"], row["value_high"], words)
        return Statement(words("takeaway.places_share_one", label=label, low=value, few=few), _few(judged, words))
    return Statement(_headline(judged, picked, label, few, words), (*_largest(judged, words), *_few(judged, words)))


def _headline(judged: Figure, picked: pl.DataFrame, label: str, few: str, words: Words) -> str:
    low, high = share_of_all(picked)
    own = measured(judged, low, high, words)
    countries = words("count.country", n=picked.height)
    if judged.facts["without"]:
        return words("funnel.untested", label=label, target=own, countries=countries, few=few)
    far = int(picked["far"].sum())
    is_whole = picked.height == judged.frame.height
    low, high = judged.facts["target"]
    target = measured(judged, low, high, words)
    return words(
        f"takeaway.places_share_{'alike' if not far else 'all' if far == picked.height else 'differ'}",
        label=label,
        own=own,
        few=few,
        countries=countries,
        n=picked.height - far,
        all=words("takeaway.that_share") if is_whole else words("takeaway.share_of_all", percent=target),
        measure=words("funnel.by_spread" if judged.facts["phi"] > _WIDENED else "funnel.by_chance"),
    )


def _largest(judged: Figure, words: Words) -> tuple[str, ...]:
    code, part = judged.facts["largest"]
    place = words.label(judged.view.by, code)
    return (words("funnel.largest", place=place, percent=words.percent(100 * part)),) if part >= _LARGE else ()


def _few(judged: Figure, words: Words) -> tuple[str, ...]:
    small = judged.facts["small"]
    return (words("takeaway.places_few", n=small),) if small else ()
