"""Home: what the chosen data hold, and a door for each kind of reader."""

from html import escape

import streamlit as st

from pages.parts import address
from pages.parts.header import label
from pages.parts.here import Here
from pages.parts.page import numbers, section
from queries.figure import Figure


def introduction(here: Here, introduced: Figure) -> None:
    """The headline numbers of the chosen data: records, and the publisher's own number of people beside them."""
    words, facts, edition = here.words, introduced.facts, introduced.edition
    section(words("home.headline"), label(here, edition))
    kind = "figures" if edition.kind == "figures" else "records"
    pairs = [(words.number(edition.rows), words(f"headline.{kind}"))]
    if edition.represents:
        pairs.append((words("headline.represents", n=edition.represents), words("headline.people")))
    if edition.first_year and edition.last_year:
        pairs.append((words.period(edition.first_year, edition.last_year), words("headline.years")))
    if edition.countries:
        pairs.append((words.number(edition.countries), words("headline.countries")))
    if facts["known"] is not None:
        pairs.append((words.percent(facts["known"]), words("headline.known")))
    numbers(pairs)


def doors(here: Here) -> None:
    """Where to start with another purpose than a question (pages.parts.rise): a chart for the hall, the sources."""
    by = [] if "region" in here.edition.lacks() else ["region"]
    ways: tuple[tuple[str, str, dict[str, list[str]]], ...] = (
        ("presenter", "trends", {"by": by, "show": ["trend"]}),
        ("researcher", "sources", {}),
    )
    for reader, page, link in ways:
        with st.container(key=f"door-{reader}"):
            title, text = here.words(f"home.{reader}_title"), here.words(f"home.{reader}_text")
            st.html(f"<h2>{escape(title)}</h2><p>{escape(text)}</p>")
            st.page_link(
                here.pages[page],
                label=here.words(f"home.{reader}_link"),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=address.to_page(page, here.view, here.loaded, **link),
            )
