"""Home: one true story told with published figures, each with the countries it counts."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.panel import headline, plot, tools
from pages.parts.slopes import slopes
from pages.parts.story_said import change, lead, name, pair, text
from pages.parts.words import Words
from queries.story import story

NAME = "story"


def tell(here: Here) -> None:
    """The finding, the slopes, and beside them what each one counts."""
    if not here.shows(NAME):
        return
    words, table = here.words, story()
    with st.container(key=f"panel-{NAME}"):
        asked = lead(table, words)
        st.html(f'<p class="kicker">{escape(words("story.kicker"))}</p>')
        headline(here, words("story.title"))
        st.html(f'<p class="scope">{escape(asked)}</p>')
        drawn, told = st.columns([11, 9], gap="large", vertical_alignment="center")
        with drawn:
            chart = slopes(table, words, here.theme, here.size)
            alt = " ".join([asked, *(f"{pair(row, words)}." for row in table.to_dicts())])
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
        f'<section class="told {row["code"]}"><h3>{escape(name(row, words))}</h3>'
        f'<p class="change">{escape(change(row, words))}</p><p>{escape(text(row, words))}</p></section>'
    )


def labelled(table: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The story's table with names and headings in words."""
    names = pl.Series("label", [name(row, words) for row in table.to_dicts()])
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
