"""The figures of the dashboard: each a pure function from a view to the frame that is drawn, tabled and downloaded."""

from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import Figure, edition_of, kept, pinned
from queries.measures import measured
from queries.notes import notes
from queries.run import run
from queries.shares import only, share_of
from queries.slices import published, slice_of
from queries.view import ANSWERS, PLACES, Filters, View

MOST_SERIES: Final = 12  # more cannot be told apart, even in small multiples
QUESTIONS: Final = (
    "country", "origin", "gender", "age", "exploitation", "sector", "sexual_form", "recruiter", "method", "means",
)  # fmt: skip


@kept
def trend(view: View) -> Figure:
    """A time series, by `view.by` or whole, in `view.measure`.

    Frame, a row a series and period: code ("" where whole), year_first, year_last, low, high (counted, bounds), known
    and known_high (records with an answer), total, reporters, provisional, status, value_low, value_high.
    """
    edition = edition_of(view)
    of = share_of(view)
    view = replace(view, by=of or view.by)
    filters = pinned(view.filters, edition)
    asked = filters.having({of: ()}) if of else filters
    counted = run(f"{edition.kind}_by_year", asked, **_asked(edition, asked, view.by))
    if of:
        counted = only(counted, of, getattr(filters, of))
    if edition.kind == "victims":
        counted = counted.with_columns(pl.col("known").alias("known_high"))
    dated = counted.filter(pl.col("year_first").is_not_null())
    frame, left_out = _largest(dated)
    frame = measured(frame, view.measure, zero_is_absence=view.by in PLACES).with_columns(
        pl.col("year_last").is_in(list(edition.provisional)).alias("provisional")
    )
    facts = _trend_facts(edition, asked, view, counted, dated) | {"left_out": left_out}
    facts["filtered_known"] = _filtered_known(edition, asked)
    return Figure("trend", view, edition, frame, facts, notes(edition, view, frame))


def _asked(edition: Edition, filters: Filters, by: str) -> dict[str, Any]:
    if edition.kind == "figures":
        return {"by": by, **slice_of(filters, by).parameters()}
    return {"by": by, "place": ""}


def _largest(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The series with most records, and how many were left out."""
    sizes = frame.group_by("code").agg(pl.col("high").sum()).filter(pl.col("high") > 0)
    kept = sizes.sort(["high", "code"], descending=[True, False]).head(MOST_SERIES)
    shown = frame.filter(pl.col("code").is_in(kept["code"].to_list()))
    return shown.sort("code", "year_first"), max(0, sizes.height - kept.height)


def _trend_facts(
    edition: Edition, filters: Filters, view: View, counted: pl.DataFrame, dated: pl.DataFrame
) -> dict[str, Any]:
    periods = dated.unique(subset=["year_first", "year_last"])
    undated = counted.filter(pl.col("year_first").is_null())
    records = _sum(periods, "total")
    known = _answered(dated, edition)
    return {
        "records": records,
        "known": known,
        **_left_out_by_years(edition, filters, undated),
        "series": dated["code"].n_unique(),
        "first_year": dated["year_first"].min(),
        "last_year": dated["year_last"].max(),
        "censored": int((dated["high"] > dated["low"]).sum()),
        "dimension": view.by,
        "whole": _whole(edition, filters, view.by),
    }


def _whole(edition: Edition, filters: Filters, by: str) -> int | None:
    """The publisher's total for the same selection: a breakdown does not add up to it, and the gap is shown."""
    if edition.kind == "victims" or not by or not published(edition, filters, ""):
        return None
    counted = run("figures_by_year", filters, **_asked(edition, filters, ""))
    return _sum(counted, "low")


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame.get_column(column).sum())


def _answered(dated: pl.DataFrame, edition: Edition) -> int:
    """Dated records that answer the question. With zeros each flag has its own denominator: the largest."""
    if dated.is_empty():
        return 0
    if edition.kind == "figures":
        return _sum(dated.unique(subset=["year_first"]), "known")
    return _sum(dated.group_by("code").agg(pl.col("known").sum()).top_k(1, by="known"), "known")


def _left_out_by_years(edition: Edition, filters: Filters, undated: pl.DataFrame) -> dict[str, int]:
    """Records without a year (in the selection, or left out of it because years were asked for), and records of
    periods that lie only partly inside the years asked for."""
    if edition.kind == "figures":
        return {"undated": 0, "partly": 0}
    if filters.from_ is None and filters.to is None:
        return {"undated": _sum(undated.head(1), "total"), "partly": 0}
    periods = run("victims_by_year", replace(filters, from_=None, to=None), by="", place="")
    first, last = filters.from_ or 0, filters.to or 9999
    overlaps = (pl.col("year_first") <= last) & (pl.col("year_last") >= first)
    inside = (pl.col("year_first") >= first) & (pl.col("year_last") <= last)
    return {
        "undated": _sum(periods.filter(pl.col("year_first").is_null()), "total"),
        "partly": _sum(periods.filter(overlaps & ~inside), "total"),
    }


def _filtered_known(edition: Edition, filters: Filters) -> dict[str, float]:
    """For every filter on an answer, the percentage of the other records that answer that question at all: a count of
    those who said yes also follows who was asked."""
    found = {}
    for question in (name for name in ANSWERS if edition.kind == "victims" and getattr(filters, name)):
        asked = run("victims_answered", filters.having({question: ()})).filter(pl.col("question") == question)
        found[question] = 100 * _sum(asked, "answered") / max(1, _sum(asked, "total"))
    return found


@kept
def answers(view: View) -> Figure:
    """How much is known: the share of records that answer each question, by period. Victims data sets only.

    Frame, a row a question and period: question, year_first, year_last, answered, total, value (percent).
    """
    edition = edition_of(view)
    counted = run("victims_answered", pinned(view.filters, edition))
    asked = counted.filter(pl.col("question").is_in(_asked_of(edition)))
    frame = asked.with_columns((100 * pl.col("answered") / pl.col("total")).alias("value"))
    facts = {"records": _sum(frame.unique(subset=["year_first", "year_last"]), "total")}
    return Figure("answers", view, edition, frame, facts, ("demonstration",) if edition.is_demonstration else ())


def _asked_of(edition: Edition) -> list[str]:
    """The questions the file asks; of a place and of age the finest level it has."""
    finer = {"region": "country", "origin_region": "origin", "majority": "age"}
    coarse = [question for question in finer if finer[question] not in edition.answers]
    return [name for name in (*QUESTIONS, *coarse) if name in edition.answers]


@kept
def headline(view: View) -> Figure:
    """The numbers a data set is introduced with, for the view's selection.

    Frame: the whole selection by year, as `trend` gives it. Facts: records, undated, first_year, last_year, represents,
    countries, known (percent with an exploitation type; None where it is not asked), and of the last complete year
    latest_year, latest_low, latest_high, latest_reporters.
    """
    whole = trend(View(view.page, view.filters))
    complete = whole.frame.filter(~pl.col("provisional")).sort("year_last").tail(1).to_dicts()
    last = complete[0] if complete else {"year_last": None, "low": None, "high": None, "reporters": None}
    facts = {
        **whole.facts,
        "represents": whole.edition.represents,
        "countries": whole.edition.countries,
        "known": _known_exploitation(view, whole.edition),
        **{f"latest_{name}": last[name] for name in ("low", "high", "reporters")},
        "latest_year": last["year_last"],
    }
    return Figure("headline", view, whole.edition, whole.frame, facts, whole.notes)


def _known_exploitation(view: View, edition: Edition) -> float | None:
    if edition.kind == "figures" or "exploitation" not in edition.answers:
        return None
    asked = answers(view).frame.filter(pl.col("question") == "exploitation")
    return 100 * _sum(asked, "answered") / max(1, _sum(asked, "total"))
