"""Data quality: what is answered, what was set aside, what the data can and cannot say."""

from html import escape

import polars as pl
import streamlit as st

from pages.parts.charts import answer_rates
from pages.parts.here import Here
from pages.parts.page import numbers, section, statements
from pages.parts.panel import panel
from pages.parts.tableview import table
from queries.figures import answers
from queries.quality import quarantined

MOST_TEXTS = 200


def answered(here: Here) -> None:
    """The share of records that answer each question, by year; a source of totals has no such rate."""
    if here.edition.kind == "figures":
        return
    figure = answers(here.view)
    panel(here, figure, answer_rates)


def can_and_cannot(here: Here) -> None:
    """What the data set can say and what it cannot, side by side."""
    able, unable = st.columns(2, gap="large")
    for column, name in ((able, "can"), (unable, "cannot")):
        with column:
            statements(here.words(f"quality.{name}"), here.words.all(f"dataset.{here.edition.dataset}.{name}"))


def set_aside(here: Here) -> None:
    """The rows that are left out of every figure, by reason."""
    words, found = here.words, quarantined(here.edition)
    if found.is_empty():
        section(words("quality.quarantine"), words("quality.quarantine_none"))
        return
    section(words("quality.quarantine"), words("quality.quarantine_scope", n=here.edition.quarantined))
    reasons = [words(f"quarantine.{reason}") for reason in found["reason"]]
    shown = pl.DataFrame(
        {
            words("column.reason"): reasons,
            words("column.column"): found["column"],
            words("column.rows"): found["rows"],
        }
    )
    table(shown, words, words("quality.quarantine"))


def read(here: Here) -> None:
    """How the file was read: its rows, those set aside, the columns nothing was made of."""
    words, edition = here.words, here.edition
    section(words("quality.load_report"))
    counted = (("rows", edition.rows_read), ("aside", edition.quarantined), ("undated", edition.without_year))
    numbers([(words.number(count), words(f"reading.{name}")) for name, count in counted])
    if edition.unused_columns:
        st.html(f'<p class="hint">{escape(words("reading.unused", columns=", ".join(edition.unused_columns)))}</p>')


def unmapped(here: Here) -> None:
    """Texts that were kept as they are written, without a code."""
    words, texts = here.words, here.edition.unmapped
    if not texts:
        return
    section(words("quality.unmapped"), words("quality.unmapped_scope"))
    columns = (words("column.column"), words("column.text"), words("column.rows"))
    rows = sorted(texts, key=lambda row: -row[2])[:MOST_TEXTS]
    table(pl.DataFrame(rows, schema=columns, orient="row"), words, words("quality.unmapped"))
