"""Figures made by hand, measured as queries measure them, for tests of what is drawn and said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from queries.accounts import PANEL, accounts
from queries.catalogue import Edition
from queries.figure import Figure
from queries.measures import measured
from queries.reporters import COLUMNS
from queries.view import Filters, View
from tests.made import FIGURES, VICTIMS

PLAIN = replace(VICTIMS, breaks=(), provisional=())
DEMO = replace(PLAIN, dataset="demo")
COUNTED = replace(FIGURES, breaks=(), provisional=())
CELL = pl.Schema({"code": pl.String, "reporter": pl.String, "year": pl.Int64, "low": pl.Int64, "high": pl.Int64})
Period = int | tuple[int, int]
Value = int | tuple[int, int] | None


def trend(
    counts: Mapping[str, Mapping[Period, Value]], *, edition: Edition = PLAIN, by: str = "", measure: str = "count",
    known: Callable[[int], int] = lambda high: high * 2, reporters: Mapping[int, int] | None = None,
    filters: Filters | None = None, notes: Sequence[str] = (),
    panel: Mapping[str, Mapping[int, int | tuple[int, int]]] | None = None, **facts: Any,
) -> Figure:  # fmt: skip
    """A trend: series code -> period -> count, or (low, high) where censored, or None where nothing was answered.

    `panel`: the line of the constant panel in the same form, of counts. Whiskers are empty; `facts` may hold accounts
    (else nobody is named who reports), findings and events (else there are none)."""
    rows = [
        _row(code, period, value, known, reporters or {})
        for code, one in counts.items()
        for period, value in one.items()
    ]
    frame = measured(pl.DataFrame(rows, schema_overrides={"reporters": pl.Int64}), measure)
    frame = frame.with_columns(pl.col("year_last").is_in(list(edition.provisional)).alias("provisional"))
    frame = _without_whiskers(_with_panel(frame, panel or {}))
    records = int(frame.unique(["year_first"])["total"].sum())
    view = View("trends", filters or Filters(), by=by, measure=measure)
    told = {"records": records, "known": records // 2, "undated": 0, "left_out": 0, "whole": None} | {
        "accounts": accounts(view, frame, cells({})), "findings": {}, "events": {}
    } | facts  # fmt: skip
    return Figure("trend", view, edition, frame, told, tuple(notes))


def reported(
    given: Mapping[str, Mapping[int, int | tuple[int, int]]], known: Callable[[int], int] = lambda high: high * 2,
    **options: Any,
) -> Figure:  # fmt: skip
    """A trend over reporters: reporter -> year -> count, or (low, high) where censored, with its account."""
    cell = cells(given, known)
    years = sorted({year for values in given.values() for year in values})
    sums = cell.group_by("year").agg(pl.col("low", "high").sum(), pl.len(), pl.col("known").sum())
    by_year = {year: (low, high, n) for year, low, high, n, _ in sums.iter_rows()}
    answered = dict(sums.select("high", "known").iter_rows())
    code = options.pop("code", "")
    counts: Mapping[str, Mapping[Period, Value]] = {code: {year: by_year[year][:2] for year in years}}
    figure = trend(counts, known=answered.__getitem__, reporters={year: by_year[year][2] for year in years}, **options)
    found = accounts(figure.view, figure.frame, cell.with_columns(pl.lit(code).alias("code")))
    return replace(figure, facts={**figure.facts, "accounts": found})


def cells(
    given: Mapping[str, Mapping[int, int | tuple[int, int]]], known: Callable[[int], int] = lambda high: high * 2
) -> pl.DataFrame:
    """The cells of one series (queries.reporters.cells): reporter -> year -> count."""
    rows = [
        ("", one, year, *(value if isinstance(value, tuple) else (value, value)))
        for one, values in given.items()
        for year, value in values.items()
    ]
    frame = pl.DataFrame(rows, schema=CELL, orient="row")
    answered = [known(high) for high in frame["high"]]
    return frame.with_columns(
        pl.Series("known", answered, pl.Int64), pl.Series("known_high", answered, pl.Int64)
    ).select(COLUMNS)


def _row(
    code: str, period: Period, value: Value, known: Callable[[int], int], reporters: Mapping[int, int]
) -> dict[str, Any]:
    first, last = period if isinstance(period, tuple) else (period, period)
    low, high = value if isinstance(value, tuple) else (value or 0, value or 0)
    answered = 0 if value is None else known(high)
    return {"code": code, "year_first": first, "year_last": last, "low": low, "high": high, "known": answered,
            "known_high": answered, "total": max(2 * high, 100), "reporters": reporters.get(first)}  # fmt: skip


def _with_panel(frame: pl.DataFrame, panel: Mapping[str, Mapping[int, int | tuple[int, int]]]) -> pl.DataFrame:
    bounds = [
        (code, year, *(value if isinstance(value, tuple) else (value, value)))
        for code, one in panel.items()
        for year, value in one.items()
    ]
    kinds = {"code": pl.String, "year_first": frame["year_first"].dtype, "panel_low": pl.Int64, "panel_high": pl.Int64}
    line = pl.DataFrame(bounds, schema=kinds, orient="row").with_columns(
        pl.lit(2, pl.Int64).alias("panel_reporters"),
        pl.col("panel_low").cast(pl.Float64).alias("panel_value_low"),
        pl.col("panel_high").cast(pl.Float64).alias("panel_value_high"),
    )
    return frame.join(line.select("code", "year_first", *PANEL), on=["code", "year_first"], how="left",
                      maintain_order="left")  # fmt: skip


def _without_whiskers(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.lit(None, pl.Float64).alias("ci_low"), pl.lit(None, pl.Float64).alias("ci_high"))


def places(
    counts: Mapping[str, Value], *, edition: Edition = PLAIN, by: str = "country", measure: str = "count",
    known: Callable[[int], int] = lambda high: high * 2 + 1, filters: Filters | None = None, unplaced: int = 0,
) -> Figure:  # fmt: skip
    """A map: ISO3 -> count, or (low, high) where censored."""
    rows = [
        {key: value for key, value in _row(code, 2019, count, known, {}).items() if key in
         ("code", "low", "high", "known", "known_high", "total")} | {"years": 1}
        for code, count in counts.items()
    ]  # fmt: skip
    frame = _without_whiskers(measured(pl.DataFrame(rows), measure)).with_columns(selected=pl.lit(True))
    placed = int(frame["total"].sum())
    facts = {"records": placed + unplaced, "placed": placed, "known": int(frame["known"].sum()), "places": len(counts),
             "of": "exploitation" if measure == "share" else "", "first_year": 2010, "last_year": 2019}  # fmt: skip
    return Figure("map", View("map", filters or Filters(), by=by, measure=measure), edition, frame, facts)


def answers(rates: Mapping[str, Mapping[int | None, tuple[int, int]]], edition: Edition = PLAIN) -> Figure:
    """Answer rates: question -> year (None: without) -> (answered, total)."""
    rows = [
        {"question": question, "year_first": year, "year_last": year, "answered": answered, "total": total,
         "value": 100 * answered / total if total else None}
        for question, years in rates.items()
        for year, (answered, total) in years.items()
    ]  # fmt: skip
    schema = {"year_first": pl.Int64, "year_last": pl.Int64, "value": pl.Float64}
    return Figure("answers", View("quality"), edition, pl.DataFrame(rows, schema_overrides=schema), {"records": 100})
