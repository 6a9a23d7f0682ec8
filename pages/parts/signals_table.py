"""The changes as a table with a link a row."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from pages.parts.address import with_language
from pages.parts.here import Here
from pages.parts.signals_words import Row, also, due_to, name, period, published, same
from pages.parts.theme import PHONE
from pages.parts.words import Words
from queries.catalogue import Edition
from queries.figure import Figure
from queries.link import link_parameters
from queries.shares import has_a_share
from queries.view import View

AROUND = 3  # years before and after a change that its link shows
FIRST = 10  # rows on a phone


def table(here: Here, figure: Figure) -> None:
    """A row a change, in the order of the frame; on a narrow screen a row is a block (style.css), and all but the first
    FIRST are folded."""
    words, rows = here.words, [*figure.frame.iter_rows(named=True)]
    first = FIRST if here.size is PHONE else len(rows)
    shown, rest = _table(words, figure, rows[:first]), ""
    if rows[first:]:
        label = escape(words("signals.show_rest", n=len(rows)))
        rest = f'<details class="rest"><summary>{label}</summary>{_table(words, figure, rows[first:])}</details>'
    st.html(shown + rest)


def _table(words: Words, figure: Figure, rows: Sequence[Row]) -> str:
    columns = _columns(figure)
    head = "".join(f'<th role="columnheader" scope="col">{escape(words(f"signals.{key}"))}</th>' for key in columns)
    body = "".join(_row(words, figure, row, columns) for row in rows)
    label = escape(words("signals.table"))
    return (
        f'<div class="table signals" role="region" aria-label="{label}" tabindex="0"><table role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _columns(figure: Figure) -> Sequence[str]:
    held = ("same",) if figure.facts["named"] else ()
    return ("when", "what", "published", *held, "likely_cause", "also")


def _row(words: Words, figure: Figure, row: Row, columns: Sequence[str]) -> str:
    label = words(f"signals.cause_{row['cause']}")
    told = {
        "when": escape(period(row, words)),
        "what": f'<a href="{escape(_address(figure, row))}" target="_self">{escape(name(row, words))}</a>',
        "published": escape(published(row, words)),
        "same": escape(same(row, words)),
        "likely_cause": f"<strong>{escape(label)}</strong> {escape(due_to(row, figure.edition, words))}",
        "also": escape(also(row, words)),
    }
    named = {key: words("app.pair", name=words(f"signals.{key}"), value="") for key in columns}
    cells = (f'<td role="cell" data-label="{escape(named[key])}">{told[key]}</td>' for key in columns)
    return f'<tr role="row" class="{row["cause"]}">{"".join(cells)}</tr>'


def _address(figure: Figure, row: Row) -> str:
    parameters = with_language(link_parameters(trend_of(figure.view, figure.edition, row)))
    return f"trends?{urlencode(parameters, doseq=True)}"


def trend_of(view: View, edition: Edition, row: Row) -> View:
    """The trend in which a change is seen: its series alone, the years around it, no provisional year unasked."""
    after = range(row["year"] + 1, min(row["year"] + AROUND, edition.last_year or 0) + 1)
    last = max((year for year in after if year not in edition.provisional), default=row["year"])
    years = replace(view.filters, from_=max(edition.first_year or 0, row["first"] - AROUND), to=last)
    filters = years.having({row["dimension"]: (row["code"],)}) if row["dimension"] else years
    if row["of"] == "count":
        return View("trends", filters)
    alone = View("trends", filters, measure="share")
    return alone if has_a_share(alone) else View("trends", years, by=row["dimension"], measure="share")
