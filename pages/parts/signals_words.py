"""A signal in words: what it is a change of, when, from what to what, and what it is likely due to."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pages.parts.words import Words
from queries.catalogue import Edition
from queries.signals_steps import LEAST_PART, LEAST_POINTS_MOVED

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


def item(row: Row, words: Words) -> str:
    """A change in a list, with the numbers that it is told by."""
    key, values = ("item_same", _from_to(row, "panel_", words)) if row["hidden"] else ("item", published(row, words))
    return words(f"signals.{key}", series=name(row, words), period=period(row, words), values=values)


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
    rests_on = [_who(row, words), _described(row, words)]
    if not any(rests_on):
        rests_on = [_why(row, edition, words)]
    return " ".join(part for part in (_hidden(row, words), *rests_on) if part)


def _why(row: Row, edition: Edition, words: Words) -> str:
    if row["cause"] == "open" and row["who"]:
        return words(f"signals.why_own_{edition.kind}", who=words.label("reporter", row["who"][0]))
    key = f"signals.why_{row['cause']}_{edition.kind}"
    return words(key if words.has(key) else f"signals.why_{row['cause']}")


def _hidden(row: Row, words: Words) -> str:
    """What was published of a move that only the same reporters show."""
    if not row["hidden"]:
        return ""
    goes = _published_way(row)
    return words("signals.hidden_alike" if goes == row["direction"] else f"signals.hidden_{goes}_{row['direction']}")


def _published_way(row: Row) -> str:
    """Up or down, or flat: less than a signal must move."""
    moved = row["to_low"] - row["from_low"]
    least = LEAST_POINTS_MOVED if row["of"] == "share" else LEAST_PART * max(row["to_low"], row["from_low"])
    if abs(moved) < least:
        return "flat"
    return "up" if moved > 0 else "down"


def _who(row: Row, words: Words) -> str:
    if not row["who"] or row["cause"] == "open":
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
