"""Data quality: what is answered, who reports, what was set aside, what the data can and cannot say."""

from html import escape

import polars as pl
import streamlit as st

from pages.parts.charts import answer_rates
from pages.parts.here import Here
from pages.parts.page import numbers, section, statements
from pages.parts.panel import empty, headline, panel, plot, quiet, remarks, tools
from pages.parts.reporters import bars
from pages.parts.sentences import source_line
from pages.parts.tables import csv, labelled, stem
from pages.parts.tableview import table
from queries.figures import answers
from queries.quality import quarantined, reporters

MOST_TEXTS = 200


def answered(here: Here) -> None:
    """The share of records that answer each question, by year; a source of totals has no such rate."""
    if here.edition.kind == "figures":
        return
    figure = answers(here.view)
    panel(here, figure, answer_rates)


def reporting(here: Here) -> None:
    """Who reports, by year: what a rise in published figures has to be read against."""
    if here.edition.kind == "victims" or not here.shows("reporters"):
        return
    words, figure = here.words, reporters(here.view)
    with st.container(key="panel-reporters"):
        if figure.is_empty:
            empty(here, figure)
            return
        told = {name: words("count.country", n=figure.facts[name][1]) for name in ("first", "last", "most")}
        years = {f"{name}_year": figure.facts[name][0] for name in told}
        finding = words("reporters.takeaway", **told, **years)
        headline(here, finding)
        period = words.period(years["first_year"], years["last_year"])
        alt = words("reporters.alt", period=period, takeaway=finding)
        plot(here, bars(figure, words, here.theme, here.size), "reporters", alt)
        quiet(f"{words('reporters.unit')} · {source_line(figure, words)}")
        remarks([words("reporters.why"), *(words(f"note.{code}") for code in figure.notes)])
        tools(here, "reporters", labelled(figure, words), csv(figure, words), f"{stem(figure)}.csv")


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


def breaks(here: Here) -> None:
    """The years in which the counting changed, and why."""
    words = here.words
    if here.edition.breaks:
        told = [(year, words(f"break.{reason}")) for year, reason, *_ in here.edition.breaks]
        statements(words("quality.breaks"), [words("note.break_in", year=year, reason=why) for year, why in told])


def unmapped(here: Here) -> None:
    """Texts that were kept as they are written, without a code."""
    words, texts = here.words, here.edition.unmapped
    if not texts:
        return
    section(words("quality.unmapped"), words("quality.unmapped_scope"))
    columns = (words("column.column"), words("column.text"), words("column.rows"))
    rows = sorted(texts, key=lambda row: -row[2])[:MOST_TEXTS]
    table(pl.DataFrame(rows, schema=columns, orient="row"), words, words("quality.unmapped"))
