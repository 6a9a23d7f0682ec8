"""Sources: a card a data set, with all a reader needs to cite it, to get it and to load it."""

import re
from html import escape

import streamlit as st

from pages.parts.header import label
from pages.parts.here import Here
from pages.parts.page import section
from queries.catalogue import Edition

# The publishers' data sets this program can load; those not loaded are listed with how to get them.
KNOWN = ("ctdc-synthetic", "ctdc-k-anonymised", "ctdc-victim-perpetrator", "unodc-glotip", "demo")

ADDRESS = re.compile(r"https?://[^\s),;]*[^\s),;.]")


def jumps(here: Here) -> None:
    """Links to the cards of this page; the data set selected says so."""
    items = "".join(f"<li>{_jump(here, edition)}</li>" for edition in here.loaded.editions)
    st.html(f'<nav aria-label="{escape(here.words("sources.jump"))}"><ul class="jumps">{items}</ul></nav>')


def _jump(here: Here, edition: Edition) -> str:
    link = f'<a href="#{_anchor(edition)}">{escape(label(here, edition))}</a>'
    return f"<strong>{link} ({escape(here.words('sources.selected'))})</strong>" if edition == here.edition else link


def _anchor(edition: Edition) -> str:
    return f"card-{edition.dataset}-{edition.edition}".replace(".", "-")


def loaded(here: Here, edition: Edition) -> None:
    """One loaded edition."""
    words = here.words
    with st.container(key=_anchor(edition)):
        section(label(here, edition), anchor=_anchor(edition))
        if edition.is_demonstration:
            st.html(f'<p class="demonstration"><strong>{escape(words("app.demonstration"))}</strong></p>')
        pairs([pair for pair in _description(here, edition) if pair[1]])
        st.html(f"<h3>{escape(words('sources.citation'))}</h3>")
        st.code(edition.citation, language=None, wrap_lines=True)
        if edition.bibtex:
            with st.expander(words("sources.bibtex"), type="compact"):
                st.code(edition.bibtex, language=None, wrap_lines=True)
        _way(here, edition.dataset)


def _description(here: Here, edition: Edition) -> list[tuple[str, str]]:
    words, texts = here.words, f"dataset.{edition.dataset}"
    read_on = words("sources.read_on", date=words.date(edition.loaded_at.date()))
    return [
        (words("sources.definition"), words(f"{texts}.definition")),
        (words("sources.unit"), words(f"{texts}.unit")),
        (words("sources.method"), words(f"{texts}.method")),
        (words("sources.publisher"), edition.publisher),
        # A licence with a name keeps it; what we say ourselves is said in the reader's language.
        (words("sources.licence"), words(f"{texts}.licence") if words.has(f"{texts}.licence") else edition.licence),
        (words("sources.terms"), words(f"{texts}.terms")),
        (words("sources.protection"), words(f"protection.{edition.protection}")),
        (words("sources.redistribution"), words(f"redistribution.{edition.redistribution}")),
        (words("sources.website"), edition.url),
        (
            words("sources.file"),
            f"{edition.file} ({read_on})",
        ),
        (words("sources.checksum"), edition.sha256),
    ]


def pairs(named: list[tuple[str, str]]) -> None:
    """Names and texts, addresses as links."""
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{_linked(text)}</dd></div>" for name, text in named)
    st.html(f'<dl class="card">{items}</dl>')


def _linked(text: str) -> str:
    """The text with its addresses as links."""
    return ADDRESS.sub(r'<a href="\g<0>" target="_blank" rel="noopener noreferrer">\g<0></a>', escape(text))


def _name(here: Here, dataset: str) -> str:
    return here.words.label("dataset", dataset)


def _way(here: Here, dataset: str) -> None:
    """How to get the file, and the command that loads it."""
    words = here.words
    st.html(f"<h3>{escape(words('sources.get'))}</h3><p>{escape(words(f'dataset.{dataset}.get'))}</p>")
    st.html(f"<h3>{escape(words('sources.load'))}</h3>")
    st.code(words(f"dataset.{dataset}.load"), language=None, wrap_lines=True)


def not_loaded(here: Here) -> None:
    """What else this program can load."""
    missing = [dataset for dataset in KNOWN if here.loaded.find(dataset) is None]
    if not missing:
        return
    section(here.words("sources.not_loaded"))
    for dataset in missing:
        with st.container(key=f"card-{dataset}"):
            st.html(f"<h2>{escape(_name(here, dataset))}</h2>")
            st.html(f"<p>{escape(here.words(f'dataset.{dataset}.definition'))}</p>")
            _way(here, dataset)
