"""A signal in words: what it is a change of, when, from what to what, and what it is likely due to."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pages.parts.words import Words
from queries.catalogue import Edition

Row = Mapping[str, Any]
MOST_ALSO: Final = 4


def name(row: Row, words: Words) -> str:
    """What changed: the whole, a place, women, the share of an answer."""
    return _named(row["dimension"], row["code"], row["of"], words)


def _named(dimension: str, code: str, of: str, words: Words) -> str:
    if not dimension:
        return words("signals.whole")
    if of == "share":
        return words("signals.share_of", label=words.inside(dimension, code))
    return words.label(dimension, code)


def period(row: Row, words: Words) -> str:
    """The year of a step; the years of a slow move."""
    return str(row["year"]) if row["year"] == row["first"] + 1 else words.period(row["first"], row["year"])


def published(row: Row, words: Words) -> str:
    """308 → 2,801."""
    return _from_to(row, "", words)


def same(row: Row, words: Words) -> str:
    """The same within those who reported in all the years between; why there is none."""
    if row["panel_reporters"] is None:
        return words("signals.no_panel")
    reporters = words("count.reporter", n=row["panel_reporters"])
    return words("signals.of_reporters", values=_from_to(row, "panel_", words), reporters=reporters)


def _from_to(row: Row, of: str, words: Words) -> str:
    ends = [_bounds(row[f"{of}{end}_low"], row[f"{of}{end}_high"], row["of"], words) for end in ("from", "to")]
    return words("signals.from_to", before=ends[0], after=ends[1])


def _bounds(low: float, high: float, of: str, words: Words) -> str:
    """Both bounds where they are written differently, short enough for a cell."""
    lower, upper = (words.percent(end) if of == "share" else words.number(end) for end in (low, high))
    return lower if lower == upper else words("signals.bounds", low=lower, high=upper)


def due_to(row: Row, edition: Edition, words: Words) -> str:
    """What the likely cause rests on: who and how much of it, the breaks described."""
    parts = [_who(row, words), _described(row, words)]
    if not any(parts):
        key = f"signals.why_{row['cause']}_{edition.kind}"
        parts = [words(key if words.has(key) else f"signals.why_{row['cause']}")]
    return " ".join(part for part in parts if part)


def _who(row: Row, words: Words) -> str:
    if not row["who"]:
        return ""
    who = words.list([words.label("reporter", code) for code in row["who"]])
    if row["others"]:
        return words("signals.who_others", who=who, percent=words.percent(100 * min(row["part"], 1)))
    if row["part"] is None or row["part"] >= 0.995:
        return words("signals.who_all", who=who)
    return words("signals.who_part", who=who, percent=words.percent(100 * row["part"]))


def _described(row: Row, words: Words) -> str:
    reasons = words.list([words(f"break.{reason}") for reason in row["breaks"]])
    return words("signals.described", reasons=reasons) if reasons else ""


def also(row: Row, words: Words, most: int | None = MOST_ALSO) -> str:
    """The other series that show the same; the first of them, and how many more."""
    places = [one.split(".", 1) for one in row["also"]]
    names = list(dict.fromkeys(_named(dimension, code, row["of"], words) for dimension, code in places))
    if most is None or len(names) <= most + 1:
        return words.list(names)
    return words("signals.and_more", names=", ".join(names[:most]), n=len(names) - most)


def counted(causes: Mapping[str, int], among: Sequence[str]) -> int:
    """How many of the changes have one of these causes."""
    return sum(causes.get(cause, 0) for cause in among)
