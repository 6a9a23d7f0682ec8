"""The steps of a bridge from the first number to the last: each part of a change, and the largest reporters of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pages.parts.gained import amount, gained, part_of
from pages.parts.picks import row_pick
from pages.parts.same import kind_of
from pages.parts.words import Words
from queries.figure import Figure

_ON_STAGE = 10.0  # percent of the change: less is not named in a hall


@dataclass(frozen=True)
class Step:
    """One bar from `start` to `end`: a level (part `all`), a part of the change, or (`is_detail`) a piece of a part;
    `pick` is what a click on it filters by (pages.parts.picks)."""

    part: str
    is_detail: bool
    label: str
    value: str
    start: float
    end: float
    told: str
    pick: str = ""


def steps(figure: Figure, words: Words, on_stage: bool) -> list[Step]:
    """From the first year's number to the last year's, in lower bounds; each step starts where the one before ended.

    `figure` is queries.making.made_of with rows. A part whose pieces are one row is drawn as that part.
    """
    rows = list(figure.frame.iter_rows(named=True))
    whole, found = rows[0], []
    at = whole["from_low"]
    found.append(_level(figure, whole, "from", at, words))
    for part in (row for row in rows[1:] if row["what"] == "whole"):
        found.append(_step(figure, part, at, words))
        found += _details(figure, [row for row in rows if row["part"] == part["part"]][1:], at, words, on_stage)
        at += part["to_low"] - part["from_low"]
    return [*found, _level(figure, whole, "to", at, words)]


def _level(figure: Figure, row: dict[str, Any], end: str, at: float, words: Words) -> Step:
    year = row["first" if end == "from" else "last"]
    value = amount(row[f"{end}_low"], row[f"{end}_high"], words)
    label = words("change.level", year=year)
    if year in figure.edition.provisional:
        label = words("change.level_provisional", year=year)
    return Step("all", False, label, value, 0, at, words("app.pair", name=label, value=value))


def _details(figure: Figure, rows: list[dict[str, Any]], at: float, words: Words, on_stage: bool) -> Iterator[Step]:
    if len(rows) < 2:
        return
    for row in rows:
        moved = row["to_low"] - row["from_low"]
        is_small = row["what"] == "rest" or abs(row["part_of_change"] or 0) < _ON_STAGE
        if not (on_stage and is_small):
            yield _step(figure, row, at, words)
        at += moved


def _step(figure: Figure, row: dict[str, Any], at: float, words: Words) -> Step:
    label, value = named(figure, row, words), gained(row["change_low"], row["change_high"], words)
    end = at + row["to_low"] - row["from_low"]
    told = _told(row, label, value, words)
    return Step(row["part"], row["what"] != "whole", label, value, at, end, told, row_pick(figure, row))


def named(figure: Figure, row: dict[str, Any], words: Words) -> str:
    """What a row is about: a reporter, the others of its part, or the part."""
    if row["what"] == "reporter":
        return words.label("reporter", row["reporter"])
    if not row["reporters"]:
        return words("change.nobody_known")
    if row["what"] == "rest":
        return words("change.rest", n=row["reporters"])
    kind, years = kind_of(figure.edition), {"first_year": row["first"], "last_year": row["last"]}
    return words(f"change.{row['part']}_{kind}", n=row["reporters"], **years)


def _told(row: dict[str, Any], label: str, value: str, words: Words) -> str:
    ends = {end: amount(row[f"{end}_low"], row[f"{end}_high"], words) for end in ("from", "to")}
    lines = [f"<b>{label}</b>  {value}", words("change.ends", first_year=row["first"], last_year=row["last"],
             before=ends["from"], after=ends["to"])]  # fmt: skip
    if row["part_of_change"] is not None:
        lines.append(words("change.part", percent=part_of(row["part_of_change"], words)))
    if row["what"] == "reporter":
        without = {end: amount(row[f"{end}_without_low"], row[f"{end}_without_high"], words) for end in ("from", "to")}
        lines.append(words("change.without", before=without["from"], after=without["to"]))
    return "<br>".join(lines)
