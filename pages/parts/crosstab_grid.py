"""A crosstab as it is read: rows, columns, layers, and what stands in every cell. Chart, table and file show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import polars as pl

from pages.parts.crosstab_axes import Axis, Item, axes, names
from pages.parts.picks import spelled
from pages.parts.words import Words
from queries.figure import Figure
from queries.measures import SMALL_BASE
from queries.view import DIMENSIONS

Look = Literal["value", "zero", "withheld", "none", "unknown", "total"]
_LEAST: Final = 0.1  # percent: a share under it is 0.0, nobody is 0
Key = tuple[str | None, str | None, str | None]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """`text` as it is printed, `raw` as a file has it, `value` what its tint follows; `pick`: what it filters by."""

    text: str
    raw: str
    look: Look
    value: float | None = None
    row: Row | None = None
    pick: str = ""


@dataclass(frozen=True)
class Grid:
    """Cells by layer, row and column. `top`: the highest value that is tinted."""

    rows: Axis
    columns: Axis
    layers: Axis
    cells: tuple[tuple[tuple[Cell, ...], ...], ...]
    top: float


@dataclass(frozen=True)
class _Source:
    """The figure with its rows at hand. `by`: the names of rows, columns and layers."""

    figure: Figure
    words: Words
    by: tuple[str, str, str]
    cells: Mapping[Key, Row]
    margin: Mapping[Key, Row]
    groups: Mapping[Key, Row]


def grid(figure: Figure, words: Words, most: tuple[int, int, int], search: str = "") -> Grid:
    """At most so many rows, columns and layers (of codes); `search` keeps the rows whose name has it."""
    rows, columns, layers = axes(figure, words, most, search)
    source = _source(figure, words)
    cells = tuple(
        tuple(tuple(_cell(source, row, column, layer) for column in columns.items) for row in rows.items)
        for layer in layers.items
    )
    tinted = [cell.value for layer in cells for row in layer for cell in row if cell.value is not None]
    return Grid(rows, columns, layers, cells, max(tinted, default=0.0))


def _source(figure: Figure, words: Words) -> _Source:
    asked, beside, within = figure.facts["asked"], figure.facts["beside"], figure.view.option("within")
    margin: pl.DataFrame = figure.facts["margin"]
    return _Source(
        figure, words, names(figure),
        cells=_by_code(figure.frame, asked, beside, within),
        margin=_by_code(margin, asked, "", within),
        groups=_by_code(_groups(figure.frame, beside, within), "", beside, within)
        | _by_code(_groups(margin, "", within), "", "", within),
    )  # fmt: skip


def _by_code(frame: pl.DataFrame, asked: str, beside: str, within: str) -> dict[Key, Row]:
    """Rows by their codes of what is counted, of what stands beside it (`*`: all of it), and of the layers."""
    return {
        (row[asked] if asked else None, row[beside] if beside else "*", row[within] if within else None): row
        for row in frame.iter_rows(named=True)
    }


def _groups(frame: pl.DataFrame, beside: str, within: str) -> pl.DataFrame:
    """All records of each of the others, those that answer what is counted, and both bounds of published sums."""
    over = [pl.col(name) for name in (beside, within) if name] or [pl.lit(1).alias("one")]
    return frame.group_by(over).agg(
        pl.col("low", "high").sum(), pl.col("known").max(), pl.col("known_high").max(), pl.col("total").max()
    )


def _cell(source: _Source, row: Item, column: Item, layer: Item) -> Cell:
    turned = source.by[0] != source.figure.facts["asked"]
    asked, beside = (column, row) if turned else (row, column)
    key = (asked.code, "*" if beside.kind == "all" else beside.code, layer.code)
    pick = _pick(source, row, column, layer)
    if asked.kind in ("known", "records"):
        return _total(source, asked, source.groups.get((None, *key[1:])), pick)
    found = (source.margin if beside.kind == "all" else source.cells).get(key)
    plain = asked.kind == "code" and beside.kind == "code"
    return _counted(source, found, plain, beside.kind, source.groups.get((None, *key[1:])), pick)


def _counted(source: _Source, found: Row | None, plain: bool, beside: str, group: Row | None, pick: str) -> Cell:
    if found is None:
        return _absent(source, group, plain)
    if found["value_low"] is None:
        held = found["status"] == "U"
        return Cell("•••" if held else "", "[u]" if held else "", "withheld" if held else "none", row=found)
    low, high = found["value_low"], found["value_high"]
    look: Look = "total" if beside == "all" else "value" if plain else "unknown"
    look = "zero" if plain and high == 0 else look
    text = _written(source, low, high, source.figure.view.measure == "share")
    return Cell(text, _raw(low, high), look, low if plain else None, found, pick if high else "")


def _absent(source: _Source, group: Row | None, plain: bool) -> Cell:
    """A combination that is not in the data: nobody where records answer, no figure elsewhere. Where a "no" is
    published, those who were asked and had nobody are in the data; who is not, was not asked."""
    figure, share = source.figure, source.figure.view.measure == "share"
    published = figure.edition.kind == "figures" or figure.facts["asked"] in figure.edition.zeros
    if published or group is None or not (group["known"] if plain else group["total"]):
        return Cell("", "", "none")
    if share and group["known"] < SMALL_BASE:
        return Cell("•••", "[u]", "withheld")
    return Cell(_written(source, 0, 0, share), "0", "zero" if plain else "unknown", 0.0 if plain else None)


def _total(source: _Source, asked: Item, group: Row | None, pick: str) -> Cell:
    """How many records there are, or how many percent of them answer."""
    if group is None:
        return Cell("", "", "none")
    published = source.figure.edition.kind == "figures"
    low, high = (group["low"], group["high"]) if published else (group["total"], group["total"])
    if asked.kind == "records":
        return Cell(_written(source, low, high, False), _raw(low, high), "total", pick=pick if high else "")
    percent = 100 * group["known"] / group["total"] if group["total"] else 0.0
    return Cell(source.words.percent(percent), _raw(percent, percent), "total")


def _written(source: _Source, low: float, high: float, share: bool) -> str:
    """12,345, or 12–16; 43%, or 41–44%."""
    digits = 0 if not share and low == round(low) and high == round(high) else None
    if share and low == high and not 0 < high < _LEAST:
        return source.words.percent(low)
    decimals = (1 if high < 10 else 0) if share or high >= 100 else digits
    ends = [source.words.number(end, decimals if decimals is not None else 1) for end in (low, high)]
    text = ends[0] if ends[0] == ends[1] else "–".join(ends)
    return source.words("app.percent", number=text) if share else text


def _raw(low: float, high: float) -> str:
    """For a file: whole numbers without decimals, others with two; two bounds as 12-16."""
    ends = [str(round(end)) if end == round(end) else f"{end:.2f}" for end in (low, high)]
    return ends[0] if low == high else "-".join(ends)


def _pick(source: _Source, *items: Item) -> str:
    """The filters that a cell stands for: nobody can filter by what is not known, or by what is no filter."""
    codes: dict[str, str] = {}
    for name, item in zip(source.by, items, strict=True):
        if item.kind == "unknown":
            return ""
        if item.kind != "code":
            continue
        if name == "year":
            first, _, last = str(item.code).partition("-")
            codes |= {"from": first, "to": last or first}
            continue
        filtered = "age" if name == "majority" else name
        if filtered not in DIMENSIONS or item.code not in source.figure.edition.options.get(filtered, {}):
            return ""
        codes[filtered] = str(item.code)
    return spelled(codes) if codes else ""
