"""The rows of a comparison that are spoken of: the last complete year of both sides, the first, the averages. Pure."""

from typing import Any

import polars as pl

from queries.figure import Figure

Row = dict[str, Any]
Pair = tuple[Row, Row]


def last(figure: Figure) -> Pair | None:
    """The rows of both sides that the headline is about: of the last year compared in which both have a value, or the
    averages where the two are of different years (an index has none: the last year of each). None where there are none.
    """
    if figure.facts["same_years"]:
        return _years(figure)[-1] if _years(figure) else averages(figure)
    return _last_of_each(figure) if figure.view.measure == "index" else averages(figure)


def first(figure: Figure) -> Pair | None:
    """The first year compared; None where it is the last, or the two are of different years."""
    found = _years(figure) if figure.facts["same_years"] else []
    return found[0] if len(found) > 1 else None


def averages(figure: Figure) -> Pair | None:
    """The rows of the averages; None where a side has none."""
    return _pair(figure.frame.filter(pl.col("average")))


def panel_ends(figure: Figure, side: str) -> Pair | None:
    """The first and the last year of a side's own panel; None where it is one year or none."""
    window = figure.facts["windows"][side]
    held = _firm(figure).filter(
        pl.col("side") == side, ~pl.col("average"), pl.col("panel_value_low").is_not_null(),
        pl.col("year_last") <= (window[1] if window else 0),
    ).sort("year_first")  # fmt: skip
    return (held.row(0, named=True), held.row(-1, named=True)) if held.height > 1 else None


def _years(figure: Figure) -> list[Pair]:
    window = figure.facts["windows"]["a"]
    if window is None:
        return []
    rows = (_firm(figure) if figure.view.measure == "index" else figure.frame).filter(
        ~pl.col("average"), pl.col("year_first") >= window[0], pl.col("year_last") <= window[1],
        pl.col("value_low").is_not_null(),
    )  # fmt: skip
    parts = rows.sort("year_first").partition_by("year_first", maintain_order=True)
    return [pair for part in parts if (pair := _pair(part))]


def _last_of_each(figure: Figure) -> Pair | None:
    rows = _firm(figure).filter(~pl.col("average"), pl.col("value_low").is_not_null()).sort("year_first")
    return _pair(rows.group_by("side", maintain_order=True).last())


def _firm(figure: Figure) -> pl.DataFrame:
    """The rows that something may be said to have changed to: a record file's provisional years are none."""
    return figure.frame.filter(~pl.col("provisional")) if figure.edition.kind == "victims" else figure.frame


def pending(figure: Figure) -> list[int]:
    """The provisional years that are compared, each once."""
    found = set()
    for side, window in figure.facts["windows"].items():
        if window:
            rows = figure.frame.filter("provisional", ~pl.col("average"), pl.col("side") == side)
            found |= {year for year in rows["year_last"] if window[0] <= year <= window[1]}
    return sorted(found)


def _pair(rows: pl.DataFrame) -> Pair | None:
    found = {row["side"]: row for row in rows.filter(pl.col("value_low").is_not_null()).iter_rows(named=True)}
    return (found["a"], found["b"]) if len(found) == 2 else None
