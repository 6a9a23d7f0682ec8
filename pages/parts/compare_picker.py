"""Choosing what to compare: what differs, then its value on each side; the two selections as cards in their colours."""

from html import escape

import streamlit as st

from pages.parts import address, options
from pages.parts.compare_choices import YEARS, Changes, examples, first_choice, kind_of, kinds, swapped, without
from pages.parts.compare_words import opened, selection
from pages.parts.header import choose_edition, chosen_edition, label
from pages.parts.here import Here
from pages.parts.labelling import dimension_label
from queries.comparison_rules import sides
from queries.link import VERSUS

WHAT = "w_compare_what"


def cards(here: Here) -> None:
    """Both selections in words, each with the colour and the symbol it is drawn in; swap and remove under them."""
    words = here.words
    pair = sides(here.view, here.loaded)
    keys = ("compare.first", "compare.second")
    shown = [
        f'<div class="side side-{side}"><p><b>{escape(words(key))}</b></p>'
        f"<p>{escape(opened(selection(words, edition, filters)))}</p>"
        f'<p class="quiet">{escape(label(here, edition))}</p></div>'
        for side, key, (edition, filters) in zip("ab", keys, pair, strict=True)
    ]
    st.html(f'<div class="sides">{"".join(shown)}</div>')
    if here.on_stage:
        return
    with st.container(key="sides-tools", horizontal=True, gap="small"):
        st.button(words("compare.swap"), key="compare-swap", type="tertiary", icon=":material/swap_horiz:",
                  on_click=address.turn, args=(swapped(here.view),))  # fmt: skip
        st.button(words("compare.remove"), key="compare-remove", type="tertiary", icon=":material/close:",
                  on_click=address.turn, args=(without(),))  # fmt: skip


def start(here: Here) -> None:
    """Ready comparisons of what is selected, each one click."""
    words, found = here.words, examples(here.view, here.loaded)
    if not found:
        return
    st.html(f"<h2>{escape(words('compare.examples'))}</h2>")
    with st.container(key="compare-examples", horizontal=True, gap="small"):
        for kind, changes in found.items():
            st.button(_example(here, kind, changes), key=f"example-{kind}", icon=":material/compare_arrows:",
                      on_click=address.turn, args=(changes,))  # fmt: skip


def _example(here: Here, kind: str, changes: Changes) -> str:
    words = here.words
    if kind == "edition":
        return words("compare.example_edition", edition=words.edition((changes["with_edition"] or [""])[0]))
    if kind == YEARS:
        ends = [int((changes[name] or ["0"])[0]) for name in ("from", "to", "with_from", "with_to")]
        return words("compare.example", a=words.period(*ends[:2]), b=words.period(*ends[2:]))
    a, b = (words.label(kind, (changes[name] or [""])[0]) for name in (kind, VERSUS + kind))
    return words("compare.example", a=a, b=b)


def picker(here: Here) -> None:
    """What differs, and its value on each side."""
    if here.on_stage:
        return
    chosen = kind_of(here.view, here.loaded)
    with st.container(key="options", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _what(here, chosen)
        if chosen == YEARS:
            _years(here)
        elif chosen in ("edition", "dataset"):
            _editions(here, chosen)
        elif chosen:
            _codes(here, chosen)
        if chosen:
            options.of_compare(here)


def _what(here: Here, chosen: str) -> None:
    offered = ["", *kinds(here.view, here.loaded)]
    st.session_state[WHAT] = chosen
    st.selectbox(
        here.words("compare.what"),
        offered,
        format_func=lambda kind: _kind(here, kind),
        key=WHAT,
        on_change=_choose_what,
        args=(here,),
        width=220,
    )


def _kind(here: Here, kind: str) -> str:
    if kind in ("", YEARS, "edition", "dataset"):
        return here.words(f"compare.{kind or 'pick'}")
    return dimension_label(here, kind)


def _choose_what(here: Here) -> None:
    """A first choice is made at once: it is easier to change one than to begin with nothing."""
    kind = st.session_state[WHAT]
    address.turn(first_choice(kind, here.view, here.loaded) or without() if kind else without())


def _codes(here: Here, dimension: str) -> None:
    """The same dimension on both sides, each with its own values."""
    name = dimension_label(here, dimension)
    versus = here.view.versus or here.view.filters
    for side, filters in (("first", here.view.filters), ("second", versus)):
        key = f"w_compare_{side}"
        st.session_state[key] = list(getattr(filters, dimension))
        st.multiselect(
            here.words(f"compare.which_{side}", dimension=name),
            [*here.edition.options.get(dimension, {})],
            format_func=lambda code: here.words.label(dimension, code),
            key=key,
            on_change=_choose_codes,
            args=(dimension,),
            select_all=False,
            placeholder=here.words("app.all"),
            width=260,
        )


def _choose_codes(dimension: str) -> None:
    first, second = st.session_state["w_compare_first"], st.session_state["w_compare_second"]
    address.turn({dimension: first, VERSUS + dimension: second or [""]})


def _years(here: Here) -> None:
    first, last = here.edition.first_year or 0, here.edition.last_year or 0
    versus = here.view.versus or here.view.filters
    for side, filters in (("first", here.view.filters), ("second", versus)):
        key = f"w_compare_{side}"
        st.session_state[key] = (max(filters.from_ or first, first), min(filters.to or last, last))
        st.slider(
            here.words(f"compare.years_{side}"), first, last, key=key, on_change=_choose_years, args=(first, last),
            width=260,
        )  # fmt: skip


def _choose_years(first: int, last: int) -> None:
    (low, high), (start_, end) = st.session_state["w_compare_first"], st.session_state["w_compare_second"]
    address.turn({
        "from": [low] if low > first else None, "to": [high] if high < last else None,
        "with_from": [start_], "with_to": [end],
    })  # fmt: skip


def _editions(here: Here, kind: str) -> None:
    """Another edition of this data set, or another data set."""
    (edition, _), (other, _) = sides(here.view, here.loaded)
    found = [one for one in here.loaded.editions if (one.dataset == edition.dataset) == (kind == "edition")]
    offered = [one for one in found if one != edition]
    choose_edition(here, here.words("compare.second"), "w_compare_second", offered, other, _choose_edition)


def _choose_edition() -> None:
    dataset, edition = chosen_edition("w_compare_second")
    address.turn({"with_dataset": [dataset], "with_edition": [edition]})
