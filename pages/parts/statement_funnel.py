"""What a funnel plot says: how many places differ from all by more than chance gives. Nobody is ranked."""

from collections.abc import Sequence
from typing import Any, Final

import polars as pl

from pages.parts.little_known import aside, known_for
from pages.parts.said import Statement
from pages.parts.wording import measured, selection
from pages.parts.words import Words
from queries.figure import Figure
from queries.funnel import LEAST_PLACES

_MOST_NAMED: Final = 3  # as examples, in alphabetical order
_BY_CHANCE: Final = 0.05  # the part of the places that chance alone puts outside the inner limits
_WIDENED: Final = 1.5  # an over-dispersion worth a sentence
_LARGE: Final = 0.4  # a part of all records that moves the share of all


def funnel_statement(figure: Figure, words: Words) -> Statement:
    """The places beyond the outer limits, of those that the filters pick, and all without which that misleads."""
    picked = figure.frame.filter(pl.col("selected"))
    if picked.is_empty():
        return Statement(words("funnel.none"), _few(figure, words))
    return Statement(_headline(figure, picked, words), _lines(figure, picked, words))


def _headline(figure: Figure, picked: pl.DataFrame, words: Words) -> str:
    low, high = figure.facts["target"]
    told: dict[str, Any] = {
        "label": selection(figure, words) or words(f"dimension.{figure.facts['of']}"),
        "target": measured(figure, low, high, words),
        "countries": words("count.country", n=picked.height),
    }
    known = figure.facts["known"], figure.facts["records"]
    if figure.facts["without"]:
        return words("funnel.untested", few=aside(*known, words, "takeaway.of_all"), **told)
    told["target"] = ", ".join(part for part in (told["target"], known_for(*known, words)) if part)
    if picked.height == 1:
        return _of_one(figure, picked.row(0, named=True), told, words)
    above, below = (_beyond(picked, side).height for side in ("above", "below"))
    key = "differ" if above or below else "none_differ"
    return words(f"funnel.{key}", above=above, below=below, measure=_measure(figure, words), **told)


def _of_one(figure: Figure, row: dict[str, Any], told: dict[str, Any], words: Words) -> str:
    value = measured(figure, row["value_low"], row["value_high"], words)
    place = words.label(figure.view.by, row["code"])
    where = f"far_{row['position']}" if row["far"] else row["position"]
    return words("funnel.one", place=place, value=value, known=row["known"], where=words(f"funnel.is_{where}"), **told)


def _measure(figure: Figure, words: Words) -> str:
    """By more than chance would give; where places differ by more in any case, by more than they generally do."""
    return words("funnel.by_spread" if figure.facts["phi"] > _WIDENED else "funnel.by_chance")


def _beyond(picked: pl.DataFrame, side: str) -> pl.DataFrame:
    return picked.filter(pl.col("far") & (pl.col("position") == side))


def _lines(figure: Figure, picked: pl.DataFrame, words: Words) -> tuple[str, ...]:
    facts = figure.facts
    if facts["without"]:
        return (words(f"funnel.without_{facts['without']}", places=LEAST_PLACES), *_few(figure, words))
    return tuple(
        line
        for line in (
            _named(figure, picked, words),
            _between(picked, words) if picked.height > 1 else "",
            words("funnel.widened", phi=facts["phi"]) if facts["phi"] > _WIDENED else "",
            _largest(figure, words),
            *_few(figure, words),
        )
        if line
    )


def _named(figure: Figure, picked: pl.DataFrame, words: Words) -> str:
    """Both sides in one line: wherever one is told, the other is."""
    sides = (_examples(figure, _beyond(picked, side), side, words) for side in ("above", "below"))
    return " ".join(side for side in sides if side) if picked.height > 1 else ""


def _examples(figure: Figure, beyond: pl.DataFrame, side: str, words: Words) -> str:
    """Some of them by name, in alphabetical order: the order says nothing."""
    names: Sequence[str] = sorted(words.label(figure.view.by, code) for code in beyond["code"])
    if beyond.height < 1:
        return ""
    key = f"funnel.{side}" if beyond.height <= _MOST_NAMED else f"funnel.{side}_such_as"
    return words(key, names=words.list(names[:_MOST_NAMED]))


def _between(picked: pl.DataFrame, words: Words) -> str:
    """Outside the inner limits and inside the outer ones: about as many as chance alone would put there?"""
    between = picked.filter((pl.col("position") != "inside") & ~pl.col("far")).height
    expected = round(_BY_CHANCE * picked.height, 1)
    return words("funnel.between", n=between, expected=expected) if between else ""


def _largest(figure: Figure, words: Words) -> str:
    code, part = figure.facts["largest"]
    if part < _LARGE:
        return ""
    return words("funnel.largest", place=words.label(figure.view.by, code), percent=words.percent(100 * part))


def _few(figure: Figure, words: Words) -> tuple[str, ...]:
    return (words("funnel.few", n=figure.facts["small"]),) if figure.facts["small"] else ()
