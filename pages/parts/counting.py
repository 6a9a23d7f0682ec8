"""The years in which the counting changed: what is described, and what the data themselves show, as tables."""

from typing import Any

import polars as pl
import streamlit as st

from pages.parts.here import Here
from pages.parts.page import section
from pages.parts.panel import remarks
from pages.parts.tables import csv, stem
from pages.parts.tableview import table
from pages.parts.words import Words
from queries.figure import Figure
from queries.quality import changes_in_counting
from queries.reporters import reporter_of


def changes(here: Here) -> None:
    """Described breaks, then the events found in the data, and both as one file."""
    words, figure = here.words, changes_in_counting(here.view)
    can_find = bool(reporter_of(here.edition))
    if figure.is_empty or not (figure.facts["described"] or can_find):
        return
    section(words("quality.breaks"))
    if figure.facts["described"]:
        _table(_described(figure, words), words("counting.described"), words)
    if can_find:
        _table(_found(figure, words), words("counting.found"), words, words("counting.found_scope"))
    if figure.frame.height:
        st.download_button(
            words("panel.download"), csv(figure, words), file_name=f"{stem(figure)}.csv", mime="text/csv",
            key="csv-counting", on_click="ignore", type="tertiary", icon=":material/download:",
        )  # fmt: skip


def _table(shown: pl.DataFrame, heading: str, words: Words, text: str = "") -> None:
    section(heading, text, level=3)
    if shown.is_empty():
        remarks([words("counting.none")])
    else:
        table(shown, words, heading)


def _described(figure: Figure, words: Words) -> pl.DataFrame:
    told = figure.frame.filter(pl.col("told") == "described")
    reasons = [words(f"break.{reason}") for reason in told["reason"]]
    return pl.DataFrame(
        {words("column.year"): [str(year) for year in told["year"]], words("column.reason_label"): reasons}
    )


def _found(figure: Figure, words: Words) -> pl.DataFrame:
    """The events in words; the file has their numbers and codes."""
    rows = figure.frame.filter(pl.col("told") == "found").to_dicts()
    columns = {
        "column.year": [str(row["year"]) for row in rows],
        "counting.who": [_who(row, words) for row in rows],
        "counting.event": [_event(row, words) for row in rows],
        "counting.before": [_number(row, "before", words) for row in rows],
        "counting.after": [_number(row, "after", words) for row in rows],
        "counting.part": [words.percent(row["percent"]) for row in rows],
    }
    return pl.DataFrame({words(key): values for key, values in columns.items()})


def _who(row: dict[str, Any], words: Words) -> str:
    if row["group"] == "origin":
        return words("counting.citizenship", label=words.label("origin", row["reporter"]))
    return words.label("reporter", row["reporter"])


def _event(row: dict[str, Any], words: Words) -> str:
    told = words(f"counting.{row['event']}")
    return words("counting.also_described", event=told) if row["also_described"] else told


def _number(row: dict[str, Any], when: str, words: Words) -> str:
    low, high = row[f"{when}_low"], row[f"{when}_high"]
    return words("counting.not_reported") if low is None else words.range(low, high)
