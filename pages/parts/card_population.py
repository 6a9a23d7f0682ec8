"""Sources: the card of the population, what rates are divided by; without it, the command that fetches it."""

from html import escape

import streamlit as st

from pages.parts import cards
from pages.parts.here import Here
from pages.parts.page import section

COMMAND = "trends fetch population"


def card(here: Here) -> None:
    """Whence the population is, with its licence and citation."""
    words, found = here.words, here.loaded.population
    with st.container(key="card-population"):
        section(words("rate.card"), words("rate.card_text"), anchor="card-population")
        if found:
            read_on = words("rate.fetched_on", date=words.date(found.fetched_at.date()))
            cards.pairs(
                [
                    (words("sources.publisher"), f"{found.publisher}, {found.title} ({words.edition(found.edition)})"),
                    (words("rate.years"), _reach(here)),
                    (words("sources.licence"), f"{found.licence}, {found.licence_url}"),
                    (words("sources.website"), "https://data.worldbank.org"),
                    (words("sources.file"), f"{found.url} ({read_on})"),
                    (words("sources.checksum"), found.sha256),
                ]
            )
            st.html(f"<h3>{escape(words('sources.citation'))}</h3>")
            st.code(found.citation, language=None, wrap_lines=True)
        st.html(f"<h3>{escape(words('sources.load'))}</h3>")
        st.code(COMMAND, language="bash", wrap_lines=True)


def _reach(here: Here) -> str:
    words, found = here.words, here.loaded.population
    if not found:
        return ""
    period = words.period(found.first_year, found.last_year)
    return words("rate.reach", period=period, countries=words("count.country", n=found.countries))
