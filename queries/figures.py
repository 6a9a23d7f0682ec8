"""The figures of the dashboard: each a pure function from a view to the frame that is drawn, tabled and downloaded."""

from dataclasses import replace
from typing import Any, Final

import polars as pl

from queries import rates
from queries.accounts import accounts, with_panel
from queries.catalogue import Edition
from queries.events import events
from queries.figure import Figure, edition_of, kept, pinned
from queries.findings import findings
from queries.measures import measured
from queries.notes import notes
from queries.reporters import cells
from queries.run import run
from queries.shares import codes_of, question_of, share_of
from queries.slices import published, slice_of
from queries.view import ANSWERS, PLACES, Filters, View
from queries.whiskers import with_whiskers

MOST_SERIES: Final = 12  # more cannot be told apart, even in small multiples
QUESTIONS: Final = (
    "country", "origin", "gender", "age", "exploitation", "sector", "sexual_form", "recruiter", "method", "means",
)  # fmt: skip


@kept
def trend(view: View) -> Figure:
    """A time series, by `view.by` or whole, in `view.measure`.

    Frame, a row a series and period: code ("" where whole), year_first, year_last, low, high (counted, bounds), known
    and known_high (records with an answer), total, reporters, provisional, status, value_low, value_high, and the line
    of the constant panel (queries.accounts.with_panel), ci_low and ci_high (queries.whiskers). Facts: `accounts`, code
    -> queries.account.Account; `events`, code -> queries.events.Event, the largest first; `findings`, code -> what may
    be said of its trend.
    """
    edition = edition_of(view)
    of = share_of(view)
    filters = pinned(view.filters, edition)
    picked = codes_of(view)
    view = replace(view, by=question_of(edition, view) or view.by)
    asked = filters.having({of: ()}) if of else filters
    counted = run(f"{edition.kind}_by_year", asked, **_asked(edition, asked, view.by))
    whole = _whole_of(edition, asked, view.by, counted)
    if of:
        counted = counted.filter(pl.col("code").is_in(picked))
    counted = counted.with_columns(pl.col("known").alias("known_high")) if edition.kind == "victims" else counted
    given = cells(edition, asked, view.by)
    is_rate = view.measure == "rate"
    drawn, given, divided = rates.divided(given, asked, view.by) if is_rate else (counted, given, {})
    dated = drawn.filter(pl.col("year_first").is_not_null())
    frame, smallest = _largest(dated)
    frame = measured(frame, view.measure, zero_is_absence=view.by in PLACES).with_columns(
        pl.col("year_last").is_in(list(edition.provisional)).alias("provisional")
    )
    given = given.filter(pl.col("code").is_in(frame["code"].unique().to_list()))
    found = accounts(view, frame, given)
    frame = with_whiskers(with_panel(frame, given, found, view.measure), edition, view.measure)
    happened = events(edition, replace(view, filters=asked), found, given)
    facts = _trend_facts(edition, asked, view, whole, dated) | {
        "left_out": smallest,
        "accounts": found,
        "events": happened,
        "findings": findings(edition, view, frame, found),
        **divided,
    }
    return Figure("trend", view, edition, frame, facts, notes(edition, view, frame, view.by))


def _asked(edition: Edition, filters: Filters, by: str) -> dict[str, Any]:
    if edition.kind == "figures":
        return {"by": by, **slice_of(filters, by).parameters()}
    return {"by": by, "place": ""}


def _whole_of(edition: Edition, filters: Filters, by: str, counted: pl.DataFrame) -> pl.DataFrame:
    """All of the selection by period. Without a breakdown that is what was counted, and a breakdown of records says it
    beside each of its codes: there is no second statement then."""
    if not by:
        return counted
    if edition.kind == "figures" or counted.is_empty():
        return run(f"{edition.kind}_by_year", filters, **_asked(edition, filters, by) | {"by": ""})
    return counted.unique(["year_first", "year_last"]).with_columns(low=pl.col("total"), high=pl.col("total"))


def _largest(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The series with most records, and how many were left out. Where a "no" is published, nobody is a series too."""
    answered = (pl.col("high") > 0) | (pl.col("zeros") & (pl.col("known") > 0))
    sizes = frame.group_by("code").agg(pl.col("high", "known").sum(), pl.col("zeros").any()).filter(answered)
    kept = sizes.sort(["high", "code"], descending=[True, False]).head(MOST_SERIES)
    shown = frame.filter(pl.col("code").is_in(kept["code"].to_list()))
    return shown.sort("code", "year_first").drop("zeros"), max(0, sizes.height - kept.height)


def _trend_facts(
    edition: Edition, filters: Filters, view: View, whole: pl.DataFrame, dated: pl.DataFrame
) -> dict[str, Any]:
    least, most = _answered(dated, edition)
    return {
        "records": _sum(whole.filter(pl.col("year_first").is_not_null()), "low"),
        "records_high": _sum(whole.filter(pl.col("year_first").is_not_null()), "high"),
        "known": most,
        "known_least": least,
        "known_high": _sum(dated.unique(subset=["year_first", "year_last"]), "known_high"),
        **_without_year(edition, filters, whole),
        "series": dated["code"].n_unique(),
        "first_year": whole["year_first"].min(),
        "last_year": whole["year_last"].max(),
        "censored": int((dated["high"] > dated["low"]).sum()),
        "dimension": view.by,
        "filtered_known": filtered_known(edition, filters),
        **_whole(edition, filters, view.by, whole),
    }


def _whole(edition: Edition, filters: Filters, by: str, whole: pl.DataFrame) -> dict[str, Any]:
    """The publisher's total for the same selection, its bounds, and the lower one by year: a breakdown does not add up
    to it, the gap is shown.

    `whole`: what the slice of the breakdown adds up to; a slice that is the total's own is not counted again.
    """
    if edition.kind == "victims" or not by or not published(edition, filters, ""):
        return {"whole": None, "whole_high": None, "whole_by_year": {}}
    is_total = slice_of(filters, by) == slice_of(filters, "")
    counted = whole if is_total else run("figures_by_year", filters, **_asked(edition, filters, ""))
    by_year = dict(counted.group_by("year_first").agg(pl.col("low").sum()).iter_rows())
    return {"whole": _sum(counted, "low"), "whole_high": _sum(counted, "high"), "whole_by_year": by_year}


def _sum(frame: pl.DataFrame, column: str) -> int:
    return int(frame.get_column(column).sum())


def _answered(dated: pl.DataFrame, edition: Edition) -> tuple[int, int]:
    """Dated records that answer the question. With zeros each flag has its own denominator: the least and the most."""
    if dated.is_empty():
        return 0, 0
    if edition.kind == "figures":
        known = _sum(dated.unique(subset=["year_first"]), "known")
        return known, known
    each = dated.group_by("code").agg(pl.col("known").sum()).sort("known")
    return _sum(each.head(1), "known"), _sum(each.tail(1), "known")


def _without_year(edition: Edition, filters: Filters, whole: pl.DataFrame) -> dict[str, int]:
    """A series has no place for records without a year, whether years are asked for or not."""
    out = left_out(edition, filters)
    return out | {"undated": out["undated"] + _sum(whole.filter(pl.col("year_first").is_null()), "total")}


def left_out(edition: Edition, filters: Filters) -> dict[str, int]:
    """What the years asked for leave out: records without a year, and those of periods only partly inside them."""
    if edition.kind == "figures" or (filters.from_ is None and filters.to is None):
        return {"undated": 0, "partly": 0}
    every = replace(filters, from_=None, to=None)
    return run("victims_left_out", every, first=filters.from_ or 0, last=filters.to or 9999).row(0, named=True)


def filtered_known(edition: Edition, filters: Filters) -> dict[str, float]:
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
    filters = pinned(view.filters, edition)
    counted = run("victims_answered", filters)
    asked = counted.filter(pl.col("question").is_in(_asked_of(edition)))
    frame = asked.with_columns((100 * pl.col("answered") / pl.col("total")).alias("value"))
    facts = {"records": _sum(frame.unique(subset=["year_first", "year_last"]), "total"), **left_out(edition, filters)}
    return Figure("answers", view, edition, frame, facts, ("demonstration",) if edition.is_demonstration else ())


def _asked_of(edition: Edition) -> list[str]:
    """The questions the file asks; of a place and of age the finest level it has."""
    finer = {"region": "country", "origin_region": "origin", "majority": "age"}
    coarse = [question for question in finer if finer[question] not in edition.answers]
    return [name for name in (*QUESTIONS, *coarse) if name in edition.answers]


@kept
def headline(view: View) -> Figure:
    """The numbers a data set is introduced with, whatever is selected.

    Frame: the whole edition by year, as `trend` gives it. Facts: records, undated, first_year, last_year, represents,
    countries, known (percent with an exploitation type; None where it is not asked), and of the last complete year
    latest_year, latest_low, latest_high, latest_reporters.
    """
    edition = edition_of(view)
    view = View(view.page, Filters(dataset=edition.dataset, edition=edition.edition))
    whole = trend(view)
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
