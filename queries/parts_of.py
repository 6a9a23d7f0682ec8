"""What part of those who answer a question gave each answer: of all of them, and by who they are."""

from dataclasses import replace
from typing import Any, Final

import polars as pl

from data.codes import ISIC
from queries.catalogue import Edition
from queries.figure import Figure, kept, pinned
from queries.figures import trend
from queries.measures import measured
from queries.notes import notes
from queries.questioned import ACROSS, Asked, counted, marks, put, unmarked
from queries.view import PAGE_OPTIONS, View
from queries.whiskers import with_whiskers

_LAST: Final = "other"  # no answer in its own right: the rest of what was asked


@kept
def parts(asked: Asked) -> Figure:
    """The shares of the answers to a question. It must be one that the edition answers.

    Frame, a row an answer that the file offers: a column named after the question (code), isic (the section, of sectors
    only; null where none fits), selected (whether a filter marks it), low, high, known, known_high (what the share is
    of: METHODS rule 3), total, status, value_low, value_high, ci_low, ci_high. Facts: queries.questioned.put, and
    drawn_as, "parts". A filter on the question itself marks its answers, and takes nothing away.
    """
    edition, answers, whole, told = put(asked._replace(across=""))
    question = asked.question
    frame = with_whiskers(measured(whole, "share"), edition, "share").with_columns(selected=_marked(asked, answers))
    if question == "sector":
        frame = frame.with_columns(isic=pl.col("sector").replace_strict(ISIC, default=None, return_dtype=pl.String))
    return _figure(asked, edition, _ordered(frame, question), told | {"drawn_as": "parts"})


@kept
def across(asked: Asked) -> Figure:
    """The same shares among those of each code of `asked.across` (one of queries.questioned.ACROSS).

    Frame, a row an answer and code: the columns of `parts`, and one named after the dimension; those of whom the
    dimension is not known have no row. Facts as of `parts`: `across`, `codes` (both sides, in the order they are drawn)
    and `unplaced` (percent of the records that answer, of whom the dimension is not known).
    """
    edition, answers, whole, told = put(asked._replace(across="", filters=unmarked(asked)))
    question, dimension = asked.question, asked.across
    every = counted(edition, pinned(unmarked(asked), edition), asked, answers)
    placed = measured(every.filter(pl.col(dimension).is_not_null()), "share")
    shown = _marked(asked, answers) & _picked(marks(asked.filters, dimension, ACROSS[dimension]), dimension)
    frame = with_whiskers(placed, edition, "share").with_columns(selected=shown)
    order = _ordered(measured(whole, "share"), question)[question].to_list()
    columns = [code for code in ACROSS[dimension] if code in placed[dimension]]
    told = told | {
        "drawn_as": "across",
        "across": dimension,
        "codes": (order, columns),
        "unplaced": _unplaced(every, dimension),
    }
    return _figure(asked, edition, frame.sort(_rank(question, order), _rank(dimension, columns)), told)


def by_year(asked: Asked) -> Figure:
    """The trend of the shares, as the page Trends draws it (queries.figures.trend)."""
    figure = trend(View("trends", asked.filters, by=asked.question, measure="share"))
    return replace(figure, name=f"{asked.question}-years")


def offered(page: str, edition: Edition) -> list[str]:
    """The dimensions that the answers can be set against."""
    return [name for name in PAGE_OPTIONS[page]["across"] if name in edition.answers]


def set_against(view: View, edition: Edition) -> str:
    """What the answers are set against: what is asked for, or the first of what the data set has."""
    possible, asked = offered(view.page, edition), view.option("across")
    return asked if asked in possible else possible[0]


def _rank(column: str, codes: list[str]) -> pl.Expr:
    return pl.col(column).replace_strict(codes, range(len(codes)), return_dtype=pl.Int64)


def _figure(asked: Asked, edition: Edition, frame: pl.DataFrame, told: dict[str, Any]) -> Figure:
    question, kind = asked.question, told["drawn_as"]
    name = question if kind == "parts" else f"{question}-{kind}"
    default = PAGE_OPTIONS.get(asked.page, {}).get("across", ("",))[0]
    options = (("across", asked.across),) if asked.across and asked.across != default else ()
    said = notes(edition, View(asked.page, asked.filters, by=question, measure="share"), frame, question)
    proxy = ("country_is_a_proxy",) * (asked.across in ("region", "subregion") and "country_is_a_proxy" not in said)
    said = (*said, *proxy, *(("isic",) if "isic" in frame.columns else ()))
    return Figure(name, View(asked.page, asked.filters, options=options), edition, frame, told, said)


def _marked(asked: Asked, answers: pl.DataFrame) -> pl.Expr:
    return _picked(marks(asked.filters, asked.question, tuple(answers["code"])), asked.question)


def _picked(codes: tuple[str, ...], column: str) -> pl.Expr:
    return pl.col(column).is_in(codes) if codes else pl.lit(True)


def _ordered(frame: pl.DataFrame, question: str) -> pl.DataFrame:
    """Sectors by their section, those without one last; then the answers given most, the rest of them last."""
    section = [pl.col("sector").replace_strict(ISIC, default="~", return_dtype=pl.String)] * (question == "sector")
    rest = pl.col(question) == _LAST
    size = pl.col("value_low").fill_null(-1)
    return frame.sort(*section, rest, -size, -pl.col("low"), question)


def _unplaced(every: pl.DataFrame, dimension: str) -> float:
    """Percent of the records that answer of whom the dimension is not known."""
    by = every.group_by(dimension).agg(pl.col("known").max())
    known = int(by["known"].sum())
    return 100 * int(by.filter(pl.col(dimension).is_null())["known"].sum()) / known if known else 0.0
