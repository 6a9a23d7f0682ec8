"""The figures of the dashboard: each a pure function from a view to the frame that is drawn, tabled and downloaded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, wraps
from typing import Any, Final

import polars as pl

from data import store
from queries.catalogue import Catalogue, Edition, catalogue
from queries.measures import measured
from queries.run import run
from queries.slices import published, slice_of
from queries.view import ANSWERS, PLACES, Filters, View

MOST_SERIES: Final = 12  # more cannot be told apart, even in small multiples
QUESTIONS: Final = (
    "country", "origin", "gender", "age", "exploitation", "sector", "sexual_form", "recruiter", "method", "means",
)  # fmt: skip
# Breakdowns of published figures that have totals of their own.
PARTS: Final = ("exploitation", "origin_region", "origin", "gender", "age")
# What a map can show a share of: one characteristic of the people, picked by a filter.
CHARACTERISTICS: Final = (*ANSWERS, "gender", "age")


@dataclass(frozen=True)
class Figure:
    """One figure: `frame` is what is drawn, tabled and downloaded; `facts` are the numbers a sentence about it needs;
    `notes` are keys (words files, `note.*`) of what must be said under it."""

    name: str
    view: View
    edition: Edition
    frame: pl.DataFrame
    facts: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.frame.is_empty() or not self.facts["records"]


Draw = Callable[[View], Figure]


def kept(draw: Draw) -> Draw:
    """Draws a view once for each published state of the data.

    DuckDB spends longer on planning such a statement than on running it, and the same few views are asked for again and
    again: a page opened, a table unfolded, a language changed.
    """

    @lru_cache(maxsize=256)
    def once(view: View, _version: str) -> Figure:
        return draw(view)

    @wraps(draw)
    def drawn(view: View) -> Figure:
        return once(view, store.version())

    return drawn


def edition_of(view: View, loaded: Catalogue | None = None) -> Edition:
    """The edition a view is about. Raises LookupError where it is not loaded."""
    found = (loaded or catalogue()).find(view.filters.dataset, view.filters.edition)
    if found is None:
        raise LookupError(f"not loaded: {view.filters.dataset} {view.filters.edition}")
    return found


def pinned(filters: Filters, edition: Edition) -> Filters:
    """The selection with its data set and edition spelled out."""
    return replace(filters, dataset=edition.dataset, edition=edition.edition)


@kept
def trend(view: View) -> Figure:
    """A time series, by `view.by` or whole, in `view.measure`.

    Frame, a row a series and period: code ("" where whole), year_first, year_last, low, high (counted, bounds), known
    and known_high (records with an answer), total, reporters, provisional, status, value_low, value_high.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    counted = run(f"{edition.kind}_by_year", filters, **_asked(edition, filters, view.by))
    if edition.kind == "victims":
        counted = counted.with_columns(pl.col("known").alias("known_high"))
    dated = counted.filter(pl.col("year_first").is_not_null())
    frame, left_out = _largest(dated)
    frame = measured(frame, view.measure, zero_is_absence=view.by in PLACES).with_columns(
        pl.col("year_last").is_in(list(edition.provisional)).alias("provisional")
    )
    facts = _trend_facts(edition, filters, view, counted, dated) | {"left_out": left_out}
    return Figure("trend", view, edition, frame, facts, _notes(edition, view, frame))


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
        "undated": _undated(edition, filters, undated),
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


def _undated(edition: Edition, filters: Filters, undated: pl.DataFrame) -> int:
    """Records without a year: in the selection, or left out of it because years were asked for."""
    if edition.kind == "figures":
        return 0
    if filters.from_ is None and filters.to is None:
        return _sum(undated.head(1), "total")
    everything = run("victims_by_year", replace(filters, from_=None, to=None), by="", place="")
    return _sum(everything.filter(pl.col("year_first").is_null()), "total")


def _notes(edition: Edition, view: View, frame: pl.DataFrame) -> tuple[str, ...]:
    """What must be said under a figure for it not to mislead."""
    wide = "year_first" in frame.columns and bool((frame["year_last"] > frame["year_first"]).any())
    smallest = frame.filter(pl.col("low") > 0)["low"].min()
    said = {
        "demonstration": edition.is_demonstration,
        "several_answers": edition.kind == "victims" and view.by in ANSWERS,
        "zeros_lost": edition.zeros_lost and view.by in ANSWERS and view.measure == "share",
        "positive_only": view.by in ANSWERS and view.measure == "share" and edition.protection.endswith("synthetic"),
        "censored": bool((frame["high"] > frame["low"]).any()),
        "provisional": "provisional" in frame.columns and bool(frame["provisional"].any()),
        "small_base": "U" in frame["status"].to_list(),
        "periods": wide,
        "noise": edition.protection == "dp-synthetic" and smallest is not None and smallest < 10,  # type: ignore[operator]
        "country_is_a_proxy": edition.kind == "victims" and view.by in ("country", "region", "subregion"),
        "children_and_means": view.by == "means" or bool(view.filters.means),
        "parts_do_not_add_up": edition.kind == "figures" and view.by in PARTS,
    }
    return tuple(note for note, holds in said.items() if holds)


@kept
def places(view: View) -> Figure:
    """Records by country of exploitation or report, or of origin (`view.by`), over the years chosen.

    Frame, a row a country: code, low, high, known, known_high, total, years (with a record), status, value_low,
    value_high. A count of published figures is the average of the years with a figure; a share is of the known.
    """
    edition = edition_of(view)
    filters = pinned(view.filters, edition)
    of = characteristic(filters) if view.measure == "share" else ""
    among = getattr(filters, of) if of else ()
    asked = filters.having({of: ()}) if of else filters
    # The slice is the whole selection's; the question is the characteristic, so that its denominator is counted too.
    cut = slice_of(filters, view.by).parameters() if edition.kind == "figures" else {}
    counted = run(f"{edition.kind}_by_place", asked, by=of, place=view.by or "country", among=list(among), **cut)
    if edition.kind == "victims":
        counted = counted.with_columns(pl.col("known").alias("known_high"))
    frame = counted.filter(pl.col("code").is_not_null())
    frame = _averaged(measured(frame, view.measure), edition, view.measure)
    facts = {
        "records": _sum(counted, "total"),
        "placed": _sum(frame, "total"),
        "known": _sum(frame, "known"),
        "places": int(frame.filter(pl.col("high") > 0).height),
        "of": of,
        "dimension": view.by or "country",
        "first_year": filters.from_ or edition.first_year,
        "last_year": filters.to or edition.last_year,
    }
    return Figure("map", view, edition, frame, facts, (*_notes(edition, view, frame), "boundaries"))


def _averaged(frame: pl.DataFrame, edition: Edition, measure: str) -> pl.DataFrame:
    """Published figures per year with a figure: a sum would only show who reports more often."""
    if edition.kind == "victims" or measure != "count":
        return frame
    years = pl.when(pl.col("years") > 0).then(pl.col("years"))
    return frame.with_columns(pl.col("value_low") / years, pl.col("value_high") / years)


def characteristic(filters: Filters) -> str:
    """The one characteristic a map's share can be of: the only one of its filters that is on, or none."""
    chosen = [name for name in CHARACTERISTICS if getattr(filters, name)]
    return chosen[0] if len(chosen) == 1 else ""


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
