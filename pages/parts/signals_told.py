"""The changes as the rows of the file. Pure."""

from dataclasses import replace

import polars as pl

from pages.parts.signals_words import due_to, name
from pages.parts.words import Words
from queries.figure import Figure

_RENAMED = {"code": "series", "cause": "cause_code", "also": "also_seen", "part": "part_explained"}


def told(figure: Figure, words: Words) -> Figure:
    """The figure with its rows as they are read: codes, their labels beside them, lists as one text."""
    rows = [*figure.frame.iter_rows(named=True)]
    frame = figure.frame.rename(_RENAMED).with_columns(
        pl.Series("series_label", [name(row, words) for row in rows], dtype=pl.String),
        pl.Series("cause_label", [words(f"signals.cause_{row['cause']}") for row in rows], dtype=pl.String),
        pl.Series("due_to", [due_to(row, figure.edition, words) for row in rows], dtype=pl.String),
        pl.col("part_explained") * 100,
        pl.col(pl.List(pl.String)).list.join(" "),
    )
    first = (
        "year",
        "first",
        "series_label",
        "of",
        "from_low",
        "from_high",
        "to_low",
        "to_high",
        "cause_label",
        "due_to",
    )
    return replace(figure, frame=frame.select(*first, pl.exclude(first)))
