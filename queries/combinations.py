"""Which answers to a question go together: records by everything they answer at once."""

from typing import Final

import polars as pl

from queries.catalogue import Edition
from queries.figure import Figure, kept, pinned
from queries.measures import measured
from queries.notes import notes
from queries.questioned import Asked, put, unmarked
from queries.run import run
from queries.view import View
from queries.whiskers import with_whiskers

FLOOR: Final = 10  # records a combination needs to be drawn: fewer are an accident, or a synthesiser's noise
MOST: Final = 12  # combinations drawn


@kept
def combinations(asked: Asked) -> Figure:
    """Exact combinations of the answers to a question, those given most first, among the records with any answer "yes".

    Frame: combination (codes joined by "+"), answers (how many), low, high, known, known_high (records with an answer),
    total, status, value_low, value_high, ci_low, ci_high. Facts: queries.questioned.put, and answered (records with a
    yes), several (of them with more than one), rest and rest_records (those that are not drawn), drawn_as. Where a
    "no" and an unknown are both blank, a combination is what was recorded, not all that was.
    """
    edition, _, _, told = put(asked)
    every = run("victims_combinations", pinned(unmarked(asked), edition), by=asked.question, place="")
    given = every.filter(pl.col("answers") > 0)
    drawn = given.filter(pl.col("records") >= FLOOR).head(MOST)
    answered = int(given["records"].sum())
    frame = with_whiskers(measured(_frame(drawn, answered, int(every["records"].sum())), "share"), edition, "share")
    told = told | {
        "drawn_as": "combinations",
        "answered": answered,
        "several": int(given.filter(pl.col("answers") > 1)["records"].sum()),
        "rest": given.height - drawn.height,
        "rest_records": answered - int(drawn["records"].sum()),
    }
    # The records with a yes are what is drawn: those who only said no are no part of it.
    told = told | {"known_least": answered, "known": answered, "years_known": (0.0, 0.0)}
    return Figure(f"{asked.question}-combinations", View(asked.page, asked.filters), edition, frame, told,
                  _notes(edition, asked, frame))  # fmt: skip


def _frame(drawn: pl.DataFrame, answered: int, total: int) -> pl.DataFrame:
    return drawn.select(
        "combination", "answers", pl.col("records").alias("low"), pl.col("records").alias("high"),
        pl.lit(answered, pl.Int64).alias("known"), pl.lit(answered, pl.Int64).alias("known_high"),
        pl.lit(total, pl.Int64).alias("total"),
    )  # fmt: skip


def _notes(edition: Edition, asked: Asked, frame: pl.DataFrame) -> tuple[str, ...]:
    """Combinations exclude each other: they do not add up to more than the whole. A blank is a gap in each of them."""
    view = View(asked.page, asked.filters, by=asked.question)
    said = notes(edition, view, frame, asked.question)
    return ("combinations", *(note for note in said if note != "several_answers"))
