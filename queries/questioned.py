"""A question that may have several answers: what every figure of one starts from."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from data.codes import AGE, GENDER, GROUPS, MAJORITY, REGION, SUBREGION
from queries.catalogue import Edition
from queries.crossed import crossed
from queries.figure import edition_of, kept, pinned
from queries.figures import filtered_known, left_out
from queries.run import run, table
from queries.view import Filters, View

QUESTIONS: Final = ("sector", "sexual_form", "recruiter", "method", "means")
# What a question is about: it is put where this type of exploitation is named.
BELONGS: Final[Mapping[str, str]] = {"sector": "forced_labour", "sexual_form": "sexual_exploitation"}
# The dimensions a question is set against, and their codes in the order they are drawn.
ACROSS: Final[Mapping[str, tuple[str, ...]]] = {
    "gender": GENDER, "majority": MAJORITY, "age": AGE, "exploitation": GROUPS["exploitation"], "region": REGION,
    "subregion": SUBREGION, "origin_region": REGION,
}  # fmt: skip


class Asked(NamedTuple):
    """One question put to a selection, `across` the codes of a dimension or to all of it together."""

    page: str
    filters: Filters
    question: str
    across: str = ""


def filter_of(dimension: str) -> str:
    """The filter that picks a dimension's codes: minor and adult are ages. Forms of sexual exploitation have none."""
    return "age" if dimension == "majority" else "" if dimension == "sexual_form" else dimension


def marks(filters: Filters, dimension: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes a filter picks of what a figure shows: it marks them there, and takes nothing away. A filter with a
    code that the figure does not show is none: it selects records as any other does."""
    picked: tuple[str, ...] = getattr(filters, filter_of(dimension), ())
    return picked if {*picked} <= {*codes} else ()


def unmarked(asked: Asked) -> Filters:
    """The selection that is asked, what only marks taken off. All codes of a question that can be picked are shown."""
    own = {filter_of(asked.question): ()} if filter_of(asked.question) else {}
    if marks(asked.filters, asked.across, ACROSS.get(asked.across, ())):
        own[filter_of(asked.across)] = ()
    return asked.filters.having(own)


class Put(NamedTuple):
    """A question put to a selection: what was counted of it, and the facts every sentence about it needs."""

    edition: Edition
    answers: pl.DataFrame  # code, zeros: what the file offers, and whether the "no" of each is published
    whole: pl.DataFrame  # `counted`, of all together
    facts: dict[str, Any]


@kept
def put(asked: Asked) -> Put:
    """Puts a question (`asked.across` is left to who asks). Raises LookupError where the edition is not loaded.

    Facts: records, of (the question), known_least and known (records that answer the answer least and most asked),
    years_known (lowest and highest percent with an answer, by period), belongs (type of exploitation, percent of the
    records with an answer that name it; None where it says nothing), first_year, last_year, filtered_known, undated,
    partly.
    """
    edition = edition_of(View(asked.page, asked.filters))
    filters = pinned(unmarked(asked), edition)
    answers = table("question_codes", dataset=edition.dataset, edition=edition.edition, question=asked.question)
    whole = counted(edition, filters, asked, answers)
    return Put(edition, answers, whole, _facts(edition, filters, asked.question, whole))


def counted(edition: Edition, filters: Filters, asked: Asked, answers: pl.DataFrame) -> pl.DataFrame:
    """Every answer offered, by every code of `across` that occurs: one row each, whoever gave it.

    Columns: the question, `asked.across` (null: not known; absent where all are together), low, high, known,
    known_high (what a share is of: METHODS rule 3, as queries.crossed counts it), total.
    """
    found = crossed(edition, filters, asked.question, asked.across).rename({asked.question: "code"})
    by = [asked.across] if asked.across else []
    found = found if by else found.with_columns(pl.lit("").alias("_whole"))
    by = by or ["_whole"]
    flagged = answers.filter("zeros")["code"].to_list()
    shared = pl.col("known").filter(~pl.col("code").is_in(flagged) | pl.col("code").is_null()).max()
    places = found.group_by(by).agg(shared.alias("answered"), pl.col("total").max())
    grid = places.join(answers, how="cross").join(
        found.select("code", *by, "low", own="known"), on=["code", *by], how="left", nulls_equal=True
    )
    known = pl.when("zeros").then(pl.col("own")).otherwise(pl.col("answered")).fill_null(0)
    frame = grid.with_columns(pl.col("low").fill_null(0), known.alias("known"))
    frame = frame.with_columns(pl.col("low").alias("high"), pl.col("known").alias("known_high"))
    frame = frame.rename({"code": asked.question})
    return frame.select(asked.question, *(by if asked.across else ()), "low", "high", "known", "known_high", "total")


def _facts(edition: Edition, filters: Filters, question: str, whole: pl.DataFrame) -> dict[str, Any]:
    answered = _rates(filters).filter(question=question)
    dated = answered.filter(pl.col("year_first").is_not_null() & (pl.col("total") > 0))
    percent = (100 * dated["answered"] / dated["total"]).to_list()
    known = whole["known"].to_list()
    return {
        "records": int(answered["total"].sum()),
        "of": question,
        "known_least": min(known, default=0),
        "known": max(known, default=0),
        "years_known": (min(percent), max(percent)) if percent else (0.0, 0.0),
        "belongs": _belongs(filters, question, int(answered["answered"].sum())),
        "first_year": dated["year_first"].min(),
        "last_year": dated["year_last"].max(),
        "filtered_known": filtered_known(edition, filters),
        **left_out(edition, filters),
    }


@kept
def _rates(filters: Filters) -> pl.DataFrame:
    """How much is known: the same for every question of a page."""
    return run("victims_answered", filters)


def _belongs(filters: Filters, question: str, answered: int) -> tuple[str, float] | None:
    """Of the records with an answer, the part that names the exploitation the question is about."""
    about = BELONGS.get(question)
    if not about or filters.exploitation or not answered:
        return None
    within = _rates(filters.having({"exploitation": (about,)})).filter(question=question)
    return about, 100 * int(within["answered"].sum()) / answered
