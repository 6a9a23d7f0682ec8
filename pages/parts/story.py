"""Home: one true story told with published figures, each with the countries it counts."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.panel import headline, plot, tools
from pages.parts.slopes import slopes
from pages.parts.words import Words
from queries.story import story

NAME = "story"


def tell(here: Here) -> None:
    """The finding, the slopes, and beside them what each one counts."""
    if not here.shows(NAME):
        return
    words, table = here.words, story()
    first, last = table["first_year"][0], table["last_year"][0]
    with st.container(key=f"panel-{NAME}"):
        lead = words("story.lead", first_year=first, last_year=last)
        st.html(f'<p class="kicker">{escape(words("story.kicker"))}</p>')
        headline(here, words("story.title"))
        st.html(f'<p class="scope">{escape(lead)}</p>')
        drawn, told = st.columns([11, 9], gap="large", vertical_alignment="center")
        with drawn:
            chart = slopes(table, words, here.theme, here.size)
            alt = " ".join([lead, *(f"{_pair(row, words)}." for row in table.to_dicts())])
            plot(here, chart, NAME, alt)
        with told:
            st.html("".join(_told(row, words) for row in table.to_dicts()))
        st.html(f'<p class="why">{escape(words("story.why"))}</p>')
        st.html(f'<p class="quiet">{escape(words("story.source", source=table["source"][0]))}</p>')
        if not here.on_stage:
            tools(here, NAME, labelled(table, words), _file(table, words), f"{NAME}.csv")
            _open(here)


def _told(row: dict[str, Any], words: Words) -> str:
    return (
        f'<section class="told {row["code"]}"><h3>{escape(_name(row, words))}</h3>'
        f'<p class="change">{escape(_change(row, words))}</p><p>{escape(_text(row, words))}</p></section>'
    )


def _name(row: dict[str, Any], words: Words) -> str:
    return words(
        f"story.{row['code']}", first_year=row["first_year"], last_year=row["last_year"], end_year=row["until_year"]
    )


def _pair(row: dict[str, Any], words: Words) -> str:
    return words("app.pair", name=_name(row, words), value=_change(row, words))


def _change(row: dict[str, Any], words: Words) -> str:
    return words("story.from_to", low=row["first"], high=row["last"]) + f" ({words.times(row['ratio'])})"


def _text(row: dict[str, Any], words: Words) -> str:
    return words(
        f"story.{row['code']}_text",
        n=row["countries_first"],
        countries_first=row["countries_first"],
        countries_last=row["countries_last"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        end_year=row["until_year"],
    )


def labelled(table: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The story's table with names and headings in words."""
    names = pl.Series("label", [_name(row, words) for row in table.to_dicts()])
    named = table.with_columns(names, pl.col("ratio").round(2)).select("code", "label", pl.exclude("code", "label"))
    return named.rename({column: words(f"story_column.{column}") for column in named.columns})


def _file(table: pl.DataFrame, words: Words) -> bytes:
    return labelled(table, words).write_csv(include_bom=True).encode()


def _open(here: Here) -> None:
    """The same figures, drawn from the loaded file, where it is loaded."""
    if here.loaded.find("unodc-glotip") is None:
        return
    link = {"dataset": ["unodc-glotip"], "from": ["2010"], "to": ["2019"]}
    st.page_link(
        here.pages["trends"],
        label=here.words("story.open"),
        query_params=address.with_language(link),
        icon=":material/arrow_forward:",
        icon_position="right",
    )
