"""Home: "Is the rise in my region real?", a line a region, each the link to its trend."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from pages.parts import address
from pages.parts.here import Here
from pages.parts.words import Words
from queries.catalogue import Edition
from queries.interval import Interval
from queries.link import link_parameters
from queries.measures import SMALL_BASE
from queries.reporters import reporter_of
from queries.rises import Rise, answers_better, asked, rises, window
from queries.view import View

PICKED = "w_rise"
GO = "rise_go"


def ask(here: Here) -> None:
    """The question, what can be said of each region, and the way to the trend that answers it."""
    words, edition = here.words, here.edition
    found = rises(edition)
    with st.container(key="rise"):
        st.html(
            f'<p class="kicker">{escape(words("home.policymaker_title"))}</p>'
            f'<h2>{escape(words("rise.question"))}</h2><p class="scope">{escape(_lead(edition, found, words))}</p>'
        )
        _elsewhere(here, found)
        with st.container(key="rises"):
            for one in found:
                _row(here, one, _top(found))
        if _top(found):
            st.html(f'<p class="quiet">{escape(words("rise.mark"))}</p>')
        _picker(here)


def _lead(edition: Edition, found: Sequence[Rise], words: Words) -> str:
    """What is counted, in which years; and what the two numbers are, or why there is only one."""
    years = window(edition) or (edition.first_year, edition.last_year)
    unit = words(f"unit.{'detected_victims' if edition.kind == 'figures' else edition.unit}")
    about = {"unit": unit[:1].upper() + unit[1:], "first_year": years[0], "last_year": years[1]}
    reporter = reporter_of(edition)
    if not reporter:
        return words("rise.lead_nobody", **about)
    if all(one.same is None for one in found):
        return words("rise.lead_unanswered", **about)
    return words("rise.lead_countries" if reporter == "country" else "rise.lead", **about)


def _elsewhere(here: Here, found: Sequence[Rise]) -> None:
    """Where no region has an answer: the loaded data set that names its reporters, on this page."""
    other = answers_better(here.edition, here.loaded)
    if other is None or any(one.same for one in found):
        return
    name = here.words.label("dataset", other.dataset)
    st.page_link(
        here.pages["home"],
        label=here.words("rise.elsewhere", name=name),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=address.with_language({"dataset": [other.dataset]}),
    )


def _row(here: Here, one: Rise, top: float) -> None:
    """The region is the link; the style sheet spreads it over the whole line, for a thumb."""
    words = here.words
    with st.container(key=f"rise-{one.region or 'all'}", horizontal=True, vertical_alignment="center"):
        st.page_link(
            here.pages["trends"],
            label=words.label("region", one.region) if one.region else words("rise.all"),
            query_params=address.with_language(link_parameters(_trend(here, one.region))),
            width=150,
        )
        st.html(said(one, here.edition, words, top))


def _trend(here: Here, region: str) -> View:
    """The trend of a row, in the data set as this page's address has it."""
    view, chosen = asked(here.edition, region), here.view.filters
    return replace(view, filters=replace(view.filters, dataset=chosen.dataset, edition=chosen.edition))


def said(one: Rise, edition: Edition, words: Words, top: float) -> str:
    """What a row says, as HTML: as published, in the same reporters, and how many reported. `top` is the largest factor
    of all rows, so that their bars have one scale; 0 where no row has a bar."""
    published = words("rise.published") if one.published else _values(one, words)
    lines = [
        _line("published", one.published, top, published, words),
        _line("same", one.same, top, _same(one, edition, words), words),
        f'<p class="quiet">{escape(_reported(one, edition, words))}</p>',
    ]
    return f'<div class="rise{"" if top else " plain"}">{"".join(lines)}</div>'


def _values(one: Rise, words: Words) -> str:
    """The values of the first and the last period, where a factor would mislead."""
    account = one.account
    first = _value(account.all_from, account.first, one.until, words)
    if account.first == account.last:
        return words("rise.value", value=first)
    return words("rise.values", first=first, last=_value(account.all_to, one.since, account.last, words))


def _value(of: Interval, first: int, last: int, words: Words) -> str:
    number = words.range(of.low, of.high, lambda n: words.number(n, 0))
    return words("rise.at" if first == last else "rise.at_period", number=number, period=words.period(first, last))


def _line(name: str, factor: Interval | None, top: float, text: str, words: Words) -> str:
    bar = f'<span class="bar" style="--part: {factor.low / top:.3f}; --one: {1 / top:.3f}"></span>' if factor else ""
    number = f"<b>{escape(words.range(factor.low, factor.high, words.times))}</b> " if factor else ""
    return f'<p class="{name}">{bar}<span>{number}{escape(text)}</span></p>'


def _same(one: Rise, edition: Edition, words: Words) -> str:
    """The same reporters, or why there is no such number."""
    account = one.account
    if account.first == account.last:
        return words("rise.one_year", year=account.first)
    if account.ground == "nobody":
        return words("rise.nobody")
    if one.broken:
        return words("rise.broken", years=words.list([str(year) for year in one.broken]))
    if account.ground == "one":
        return words("rise.one")
    number = account.panel.reporters if account.panel else 0
    if account.ground == "small":
        return words(f"rise.small_{_kind(edition)}", n=number)
    if one.same is None:
        return words("rise.base", least=SMALL_BASE)
    return words(f"rise.same_{_kind(edition)}", n=number)


def _reported(one: Rise, edition: Edition, words: Words) -> str:
    """How many reported in the first and in the last year, where that is known."""
    account = one.account
    if account.reporters_from is None or account.reporters_to is None or account.first == account.last:
        return ""
    kind = _kind(edition)
    ends = {"first_year": account.first, "last_year": account.last}
    counted = words(f"rise.counted_{kind}", n=account.reporters_from), words.number(account.reporters_to)
    return words("rise.reported", low=counted[0], high=counted[1], **ends)


def _kind(edition: Edition) -> str:
    return "countries" if reporter_of(edition) == "country" else "reporters"


def _top(found: Sequence[Rise]) -> float:
    return max((factor.high for one in found for factor in (one.published, one.same) if factor), default=0.0)


def _picker(here: Here) -> None:
    """Any country or part of a region: choosing it opens its trend."""
    if chosen := st.session_state.pop(GO, None):
        st.switch_page(here.pages["trends"], query_params=chosen)
    words, options = here.words, here.edition.options
    named = [
        (dimension, code)
        for dimension in ("subregion", "country")
        for code in sorted(options.get(dimension, {}), key=lambda code: words.label(dimension, code))
    ]
    if not named:
        return
    links = {words.label(dimension, code): _chosen(here, dimension, code) for dimension, code in named}
    st.selectbox(
        words("rise.pick"), [*links], index=None, placeholder=words("rise.pick_hint"), key=PICKED,
        filter_mode="contains",
        on_change=_go, args=(links,),
    )  # fmt: skip


def _chosen(here: Here, dimension: str, code: str) -> dict[str, list[str]]:
    view = _trend(here, "")
    view = replace(view, filters=view.filters.having({dimension: (code,)}))
    return address.with_language(link_parameters(view))


def _go(links: dict[str, dict[str, list[str]]]) -> None:
    """Remembers where to go; the choice is taken back, or the way back would lead there again."""
    if chosen := st.session_state.get(PICKED):
        st.session_state[GO] = links[chosen]
        st.session_state[PICKED] = None
