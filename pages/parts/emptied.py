"""In place of a figure without a record: that nothing matches, and which filters to take off to get records back."""

from collections.abc import Mapping
from html import escape
from typing import Final

import streamlit as st

from pages.parts import address
from pages.parts.filters import clear, listed, period
from pages.parts.here import Here
from pages.parts.page import nothing
from pages.parts.sentences import noun
from pages.parts.words import Words
from queries.emptied import YEARS, Way, ways_out
from queries.figure import Figure

MOST: Final = 5  # ways out that are offered


def empty(here: Here, figure: Figure) -> None:
    """Says that nothing matches, or that the years cut through all that does. The first figure of a page that is empty
    has a button for every filter without which there are records again, and one that takes off all."""
    words, cut = here.words, figure.facts.get("partly", 0)
    matches = "errors.empty_figures" if here.edition.kind == "figures" else "errors.empty"
    said = words("errors.partly", n=cut) if cut else words(matches)
    nothing(here, said)
    if here.once(["ways out of an empty selection"]):
        _ways(here, figure)
        st.button(words("errors.empty_help"), key="clear-empty", on_click=clear)


def _ways(here: Here, figure: Figure) -> None:
    found = ways_out(figure)[:MOST]
    if not found:
        return
    together = "one" if len(found[0].dropped) == 1 else "two"
    st.html(f'<p class="hint">{escape(here.words(f"errors.without_{together}"))}</p>')
    with st.container(key="ways-out", horizontal=True, gap="xsmall"):
        for way in found:
            st.button(
                here.words("errors.without", labels=_named(here, way), found=_found(figure, way, here.words)),
                key=f"without-{'-'.join(way.dropped)}",
                on_click=address.turn,
                args=(_off(way),),
            )


def _named(here: Here, way: Way) -> str:
    chosen = here.view.filters
    return here.words.list([
        period(here) if name == YEARS else listed(here.words, name, getattr(chosen, name)) for name in way.dropped
    ])  # fmt: skip


def _found(figure: Figure, way: Way, words: Words) -> str:
    """How much would match: 1,203 records; between 12 and 16 detected victims."""
    if way.found.is_exact:
        unit = figure.view.filters.indicator if figure.edition.kind == "figures" else figure.edition.unit
        return words(f"count.{unit}", n=int(way.found.low))
    return words("map.counted", number=words.range(way.found.low, way.found.high), unit=noun(figure, words))


def _off(way: Way) -> Mapping[str, None]:
    names = [name for name in way.dropped if name != YEARS]
    return dict.fromkeys([*names, *(("from", "to") if YEARS in way.dropped else ())])
