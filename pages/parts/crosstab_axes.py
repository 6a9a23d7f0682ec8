"""The rows, columns and layers of a crosstab: which, in what order, and what each is called. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from data.codes import AGE, FIGURE_AGE, GROUPS, MAJORITY
from pages.parts.words import Words
from queries.figure import Figure

Kind = Literal["code", "unknown", "all", "known", "records"]
# Dimensions with an order of their own; years have theirs in their codes.
_NATURAL: Final = {
    "age": (*MAJORITY, *AGE, *FIGURE_AGE),
    "majority": MAJORITY,
    "perpetrator_age": GROUPS["perpetrator"],
}


@dataclass(frozen=True)
class Item:
    """One row, column or layer: a code, those whose code is unknown, all of them together, or a line of totals."""

    kind: Kind
    code: str | None
    label: str


@dataclass(frozen=True)
class Axis:
    """The items shown, and how many codes are not."""

    dimension: str
    items: tuple[Item, ...]
    hidden: int = 0


def is_of_rows(figure: Figure) -> bool:
    """Whether the shares are of the answers of each row: they are counted the other way round."""
    return figure.view.measure == "share" and figure.view.option("of") == "row"


def names(figure: Figure) -> tuple[str, str, str]:
    """The columns of the frame that are the table's rows, columns and layers ("": none)."""
    asked, beside = figure.facts["asked"], figure.facts["beside"]
    down, across = (beside, asked) if is_of_rows(figure) else (asked, beside)
    within = figure.view.option("within")
    return down, across, within


def axes(figure: Figure, words: Words, most: tuple[int, int, int], search: str = "") -> tuple[Axis, Axis, Axis]:
    """Rows, columns and layers, at most so many codes of each: the largest. `search` keeps rows whose name has it."""
    down, across, within = names(figure)
    sort = figure.view.option("sort")
    found = [item for item in _codes(figure, down, words, sort) if search.casefold() in item.label.casefold()]
    rows = _axis(figure, down, found, most[0], words, extras=not search)
    columns = _axis(figure, across, _codes(figure, across, words, "own"), most[1], words)
    if not within:
        return rows, columns, Axis("", (Item("all", None, ""),))
    layers = _codes(figure, within, words, "own")
    largest = _largest(figure, within, layers, most[2])
    unknown = _unknown(figure, within, words)
    return rows, columns, Axis(within, (*largest, *unknown), len(layers) - len(largest))


def _axis(figure: Figure, dimension: str, codes: Sequence[Item], most: int, words: Words, extras: bool = True) -> Axis:
    shown = _largest(figure, dimension, codes, most)
    ends = (*_unknown(figure, dimension, words), *_ends(figure, dimension, words)) if extras else ()
    return Axis(dimension, (*shown, *ends), len(codes) - len(shown))


def _largest(figure: Figure, dimension: str, codes: Sequence[Item], most: int) -> list[Item]:
    """The largest, in the order they come in."""
    sizes = _sizes(figure, dimension)
    kept = {item.code for item in sorted(codes, key=lambda item: -sizes.get(item.code, 0))[:most]}
    sort = figure.view.option("sort")
    by_column = dimension == names(figure)[0] and sort not in ("own", "size", "label")
    return list(codes[:most]) if by_column else [item for item in codes if item.code in kept]


def _ends(figure: Figure, dimension: str, words: Words) -> tuple[Item, ...]:
    """The lines of totals: of what is counted by, how many answer and how many there are; beside it, all together."""
    if dimension != figure.facts["asked"]:
        return (Item("all", None, words("table.all")),)
    records = Item("records", None, words("table.all" if figure.edition.kind == "figures" else "table.records"))
    if figure.view.measure == "share":
        return (Item("known", None, words("table.known")), records)
    return (records,)


def _unknown(figure: Figure, dimension: str, words: Words) -> tuple[Item, ...]:
    """Those whose code is unknown, where there are any: of the answers that a share is of, they are none."""
    is_share_of = figure.view.measure == "share" and dimension == figure.facts["asked"]
    if is_share_of or not figure.frame[dimension].has_nulls():
        return ()
    without = "chart.without_year" if dimension == "year" else "app.unknown"
    return (Item("unknown", None, _capital(words(without))),)


def _codes(figure: Figure, dimension: str, words: Words, sort: str) -> list[Item]:
    codes = figure.frame[dimension].drop_nulls().unique().to_list()
    items = [Item("code", code, label(dimension, code, words)) for code in codes]
    sizes = _sizes(figure, dimension)
    if sort == "label":
        return sorted(items, key=lambda item: (item.label.casefold(), item.code))
    natural = _natural(dimension, codes)
    if sort == "own" and natural is not None:
        return sorted(items, key=lambda item: natural.index(item.code))
    if sort not in ("own", "size"):
        sizes = _in_column(figure, sort) or sizes
    return sorted(items, key=lambda item: (-sizes.get(item.code, -1), item.label.casefold()))


def label(dimension: str, code: str, words: Words) -> str:
    """What a code is called; a period as 2005–2013."""
    return code.replace("-", "–") if dimension == "year" else words.label(dimension, code)


def _natural(dimension: str, codes: Iterable[str]) -> list[str | None] | None:
    if dimension == "year":
        return [*sorted(codes)]
    return [*_NATURAL[dimension]] if dimension in _NATURAL else None


def _sizes(figure: Figure, dimension: str) -> dict[str | None, float]:
    """Records of every code, over all of the others."""
    asked = figure.facts["asked"]
    if dimension == asked:
        frame: pl.DataFrame = figure.facts["margin"]
        return dict(frame.group_by(asked).agg(pl.col("high").sum()).rows())
    groups = figure.frame.unique([name for name in names(figure) if name not in ("", asked)])
    return dict(groups.group_by(dimension).agg(pl.col("total").sum()).rows())


def _in_column(figure: Figure, column: str) -> dict[str | None, float]:
    """The values of one column, over all layers; nothing where the table has no such column."""
    down, across, _ = names(figure)
    inside = figure.frame.filter((pl.col(across) == column) & pl.col("value_high").is_not_null())
    found: dict[Any, float] = dict(inside.group_by(down).agg(pl.col("value_high").max()).rows())
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
